// What may be said of money: budget lines, payments and the proofs they wait for. Browser-safe. Amounts are text with two
// decimals, in euros, so that no cent is lost on the way.
import { z } from 'zod';
import { dayOrNone, emptyAsNull, knownVersion, line, pastDay, thingId } from '../fields.ts';
import { paymentKinds, paymentStates } from '../vocabulary.ts';

const notAmount = 'Saisissez un montant en euros, avec deux décimales au plus. Exemple\u00a0: 180\u202f000,50.';

/** An amount as typed, « 180 000,50 € » or `180000.5`, as text with two decimals. None is negative. */
const amount = z
  .string(notAmount)
  .max(40, notAmount)
  .transform((typed) => typed.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.'))
  .pipe(
    z
      .string()
      .refine((text) => !/^[-−]/.test(text), { error: 'Un montant ne peut pas être négatif.', abort: true })
      // Twelve digits before the point: what the column holds.
      .regex(/^\d{1,12}(?:\.\d{1,2})?$/, notAmount),
  )
  .transform((text) => {
    const [whole = '0', cents = ''] = text.split('.');
    return `${whole.replace(/^0+(?=\d)/, '')}.${cents.padEnd(2, '0')}`;
  });

const positive = amount.refine((text) => /[1-9]/.test(text), 'Saisissez un montant supérieur à zéro.');

const amountOrNone = z.preprocess(emptyAsNull, amount.nullable());

const operationCode = line(40, 'Indiquez le code opération.');
const imputation = line(60, 'Indiquez l’imputation.');
const title = line(200, 'Donnez un libellé à la ligne.');

/** Adds a line of what was voted. */
export const createBudgetLineInput = z.object({
  conventionId: thingId,
  operationCode,
  imputation,
  title,
  commitmentAuthorisation: positive,
  paymentCredit: amountOrNone.optional(),
});

/** Changes a line; what is not given stays. */
export const changeBudgetLineInput = z.object({
  budgetLineId: thingId,
  operationCode: operationCode.optional(),
  imputation: imputation.optional(),
  title: title.optional(),
  commitmentAuthorisation: positive.optional(),
  paymentCredit: amountOrNone.optional(),
  version: knownVersion,
});

/** Takes a line away that nothing is paid from. */
export const withdrawBudgetLineInput = z.object({ budgetLineId: thingId });

const kind = z.enum(paymentKinds, 'Choisissez la nature du versement.');

const idOrNone = z.preprocess(emptyAsNull, thingId.nullish());

const proofFields = {
  title: line(200, 'Dites quelle pièce est attendue.'),
  obligationId: idOrNone,
  deliverableId: idOrNone,
};

const oneThing = (proof: { obligationId?: string | null; deliverableId?: string | null }) =>
  !(proof.obligationId && proof.deliverableId);
const notOne = {
  path: ['deliverableId'],
  error: 'Une pièce est une obligation satisfaite, un livrable complet ou un document\u00a0: une seule des trois.',
};

/** Most proofs that one payment waits for. */
const PROOFS_LIMIT = 20;

/** Foresees a payment from a line. */
export const createPaymentInput = z.object({
  budgetLineId: thingId,
  kind,
  amount: positive,
  dueOn: dayOrNone.optional(),
  proofs: z.array(z.object(proofFields).refine(oneThing, notOne)).max(PROOFS_LIMIT).nullish(),
});

/** Changes a payment; what is not given stays. */
export const changePaymentInput = z
  .object({
    paymentId: thingId,
    kind: kind.optional(),
    amount: positive.optional(),
    state: z.enum(paymentStates, 'Choisissez un état.').optional(),
    dueOn: dayOrNone.optional(),
    paidOn: z.preprocess(emptyAsNull, pastDay.nullish()),
    version: knownVersion,
  })
  .refine(({ state, paidOn }) => state !== 'PAID' || paidOn != null, {
    path: ['paidOn'],
    error: 'Indiquez le jour du versement.',
  });

/** Makes a payment wait for one more proof: an obligation met, a deliverable complete, or a document. */
export const addPaymentProofInput = z.object({ paymentId: thingId, ...proofFields }).refine(oneThing, notOne);

/** A document that a payment waits for has come. */
export const receivePaymentProofInput = z.object({ proofId: thingId, receivedOn: pastDay, fileId: idOrNone });

/** A payment no longer waits for this proof. */
export const removePaymentProofInput = z.object({ proofId: thingId });
