// Payments from a budget line, foreseen, ordered and made. None goes above what is authorised, and none is made before the
// proofs it waits for are there (proof-states.ts). Lines themselves are budgets.ts.

import { type Payment, Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { toColumn } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { conventionFor } from '../gate.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind } from '../vocabulary.ts';
import { budgetLineFor, lockLine, sumsOf, writeAmount } from './budgets.ts';
import { changePaymentInput, createPaymentInput } from './inputs.ts';
import { demandOwn, missingProofs } from './proof-states.ts';

/** A payment that `viewer` sees and may manage, with its line. */
export async function paymentFor(viewer: Viewer, paymentId: string) {
  const where = { id: paymentId, budgetLine: { withdrawnAt: null, convention: visibleConventions(viewer) } };
  const include = { budgetLine: { select: { id: true, conventionId: true } } };
  const payment = isUuid(paymentId) ? await prisma.payment.findFirst({ where, include }) : null;
  if (!payment) throw notFound();
  await conventionFor(viewer, 'money.manage', payment.budgetLine.conventionId);
  return payment;
}

/** Records what became of a payment. */
export const recordPayment = (
  record: RecordChange,
  kind: Extract<ChangeKind, `payment.${string}`>,
  { payment, conventionId }: { payment: Payment; conventionId: string },
) => {
  const { id, version, state, kind: nature, amount } = payment;
  const details = { kind: nature, state, amount: amount.toFixed(2) };
  return record({ kind, subject: 'Payment', subjectId: id, version, conventionId, details });
};

type LockedLine = Awaited<ReturnType<typeof lockLine>>;
type Wanted = Pick<Payment, 'id' | 'kind' | 'state' | 'amount'>;

/** Refuses what would bring a line above its authorisation, or pay more back than was paid. */
function demandCovered(line: LockedLine, wanted: Wanted): void {
  const others = line.payments.filter(({ id }) => id !== wanted.id);
  const before = sumsOf([line], others);
  const after = sumsOf([line], [...others, wanted]);
  if (after.remaining.isNegative())
    throw invalid({
      amount: `Ce versement dépasse l’autorisation d’engagement de ${writeAmount(before.authorised)} : il reste ${writeAmount(before.remaining)}.`,
    });
  if (after.repaid.greaterThan(after.paid))
    throw invalid({
      amount: `Ce remboursement dépasse ce qui a été versé : ${writeAmount(after.paid.minus(before.repaid))} au plus.`,
    });
}

/** « une », « une et deux », « une, deux et trois ». */
const enumerate = (titles: readonly string[]) =>
  titles.length < 2 ? (titles[0] ?? '') : `${titles.slice(0, -1).join(', ')} et ${titles.at(-1)}`;

async function demandProofs(tx: Tx, paymentId: string): Promise<void> {
  const missing = await missingProofs(tx, paymentId);
  if (missing.length > 0)
    throw conflict(
      `Ce versement ne peut pas être fait : il attend encore ${enumerate(missing.map((title) => `« ${title} »`))}.`,
    );
}

/** A payment that was written, with the convention it is of. */
export type WrittenPayment = Payment & { conventionId: string };

/** Foresees a payment, with the proofs it will wait for. */
export async function createPayment(viewer: Viewer, input: unknown): Promise<WrittenPayment> {
  const { budgetLineId, kind, amount, dueOn, proofs } = parseInput(createPaymentInput, input);
  await budgetLineFor(viewer, budgetLineId);
  return transact(viewer, async (tx, record) => {
    // Two at once are judged one after the other, each with the other's amount.
    const line = await lockLine(tx, budgetLineId);
    demandCovered(line, { id: '', kind, state: 'PLANNED', amount: new Prisma.Decimal(amount) });
    for (const proof of proofs ?? []) await demandOwn(tx, line.conventionId, proof);
    const payment = await tx.payment.create({
      data: {
        budgetLineId,
        kind,
        amount,
        dueOn: dueOn ? toColumn(dueOn) : null,
        proofs: { create: (proofs ?? []).map((proof) => ({ ...proof })) },
      },
    });
    await recordPayment(record, 'payment.created', { payment, conventionId: line.conventionId });
    return { ...payment, conventionId: line.conventionId };
  });
}

/** Changes a payment; what is not given stays. Only one that is made has a day on which it was. */
export async function changePayment(viewer: Viewer, input: unknown): Promise<WrittenPayment> {
  const { paymentId, version, kind, amount, state, dueOn, paidOn } = parseInput(changePaymentInput, input);
  const { budgetLine } = await paymentFor(viewer, paymentId);
  return transact(viewer, async (tx, record) => {
    const line = await lockLine(tx, budgetLine.id);
    const before = line.payments.find(({ id }) => id === paymentId);
    if (!before) throw notFound();
    if (version != null && version !== before.version)
      throw conflict('Quelqu’un a modifié ce versement entre-temps. Relisez-le avant de recommencer.');
    const wanted = {
      id: paymentId,
      kind: kind ?? before.kind,
      state: state ?? before.state,
      amount: amount ? new Prisma.Decimal(amount) : before.amount,
    };
    demandCovered(line, wanted);
    if (wanted.state === 'PAID' && before.state !== 'PAID') await demandProofs(tx, paymentId);
    const payment = await tx.payment.update({
      where: { id: paymentId },
      data: {
        ...wanted,
        id: undefined,
        dueOn: dueOn === undefined ? undefined : dueOn && toColumn(dueOn),
        paidOn: wanted.state === 'PAID' ? (paidOn ? toColumn(paidOn) : before.paidOn) : null,
        version: { increment: 1 },
      },
    });
    await recordPayment(record, 'payment.changed', { payment, conventionId: line.conventionId });
    return { ...payment, conventionId: line.conventionId };
  });
}
