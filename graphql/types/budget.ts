// The money of a convention: budget lines, what is left of them, payments and the proofs they wait for. Amounts are text
// with two decimals, in euros: « 180000.00 ».
import {
  type Budget,
  type ListedLine,
  type ListedPayment,
  type ListedProof,
  readBudget,
  type Sums,
} from '#domain/budgets/budgets.ts';
import { can } from '#domain/permissions.ts';
import { paymentKinds, paymentStates } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { StoredFileType } from './stored-file.ts';

export const PaymentKindType = builder.enumType('PaymentKind', { values: paymentKinds });
export const PaymentStateType = builder.enumType('PaymentState', { values: paymentStates });

/** What every amount says of itself. */
export const AMOUNT = 'En euros, avec deux décimales : « 180000.00 ».';

const BudgetSumsType = builder.objectRef<Sums>('BudgetSums').implement({
  description: `À quoi se montent les versements d’une ligne, ou de toutes. Chaque somme : ${AMOUNT}`,
  fields: (t) => ({
    authorised: t.string({
      description: 'Les autorisations d’engagement (AE).',
      resolve: ({ authorised }) => authorised.toFixed(2),
    }),
    paymentCredit: t.string({
      nullable: true,
      description: 'CP ; nul quand aucune ligne n’en donne.',
      resolve: ({ paymentCredit }) => paymentCredit?.toFixed(2) ?? null,
    }),
    committed: t.string({
      description: 'Prévu, ordonnancé ou versé, moins ce qui a été remboursé.',
      resolve: ({ committed }) => committed.toFixed(2),
    }),
    planned: t.string({ resolve: ({ planned }) => planned.toFixed(2) }),
    ordered: t.string({ resolve: ({ ordered }) => ordered.toFixed(2) }),
    paid: t.string({ resolve: ({ paid }) => paid.toFixed(2) }),
    repaid: t.string({ resolve: ({ repaid }) => repaid.toFixed(2) }),
    remaining: t.string({
      description: 'Autorisé et pas engagé.',
      resolve: ({ remaining }) => remaining.toFixed(2),
    }),
  }),
});

const PaymentProofType = builder.objectRef<ListedProof>('PaymentProof').implement({
  description: 'Ce qu’attend un versement : une obligation satisfaite, un livrable complet, ou un document reçu.',
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title'),
    obligationId: t.exposeID('obligationId', { nullable: true }),
    deliverableId: t.exposeID('deliverableId', { nullable: true }),
    receivedOn: t.expose('receivedOn', { type: 'Date', nullable: true, description: 'D’un document.' }),
    file: t.field({ type: StoredFileType, nullable: true, resolve: ({ file }) => file }),
    isGiven: t.exposeBoolean('isGiven'),
  }),
});

export const PaymentType = builder.objectRef<ListedPayment>('Payment').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    budgetLineId: t.exposeID('budgetLineId', { description: 'La ligne budgétaire qui le porte.' }),
    kind: t.expose('kind', { type: PaymentKindType }),
    amount: t.string({ description: AMOUNT, resolve: ({ amount }) => amount.toFixed(2) }),
    state: t.expose('state', { type: PaymentStateType }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true }),
    paidOn: t.expose('paidOn', { type: 'Date', nullable: true }),
    proofs: t.expose('proofs', { type: [PaymentProofType] }),
    version: t.exposeInt('version'),
  }),
});

export const BudgetLineType = builder.objectRef<ListedLine>('BudgetLine').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    conventionId: t.exposeID('conventionId', { description: 'La convention qu’elle finance.' }),
    operationCode: t.exposeString('operationCode'),
    imputation: t.exposeString('imputation'),
    title: t.exposeString('title'),
    commitmentAuthorisation: t.string({
      description: `AE. ${AMOUNT}`,
      resolve: ({ commitmentAuthorisation }) => commitmentAuthorisation.toFixed(2),
    }),
    paymentCredit: t.string({
      nullable: true,
      description: `CP ; nul quand la source n’en donne pas. ${AMOUNT}`,
      resolve: ({ paymentCredit }) => paymentCredit?.toFixed(2) ?? null,
    }),
    sums: t.expose('sums', { type: BudgetSumsType }),
    payments: t.expose('payments', { type: [PaymentType] }),
    version: t.exposeInt('version'),
  }),
});

const BudgetType = builder.objectRef<Budget>('Budget').implement({
  fields: (t) => ({
    lines: t.expose('lines', { type: [BudgetLineType] }),
    sums: t.expose('sums', { type: BudgetSumsType, description: 'De toutes les lignes ensemble.' }),
  }),
});

builder.objectFields(ConventionType, (t) => ({
  budget: t.field({
    type: BudgetType,
    complexity: 20,
    resolve: ({ id }, _args, context) => readBudget(signedIn(context), id),
  }),
  viewerMayManageMoney: t.boolean({
    resolve: (convention, _args, context) => can(signedIn(context), 'money.manage', convention),
  }),
}));
