// Writing the money of a convention: lines, payments and proofs. What they look like is budget.ts.
import {
  changeBudgetLine,
  createBudgetLine,
  type ListedLine,
  type ListedPayment,
  readBudget,
  withdrawBudgetLine,
} from '#domain/budgets/budgets.ts';
import { addPaymentProof, receivePaymentProof, removePaymentProof } from '#domain/budgets/payment-proofs.ts';
import { changePayment, createPayment } from '#domain/budgets/payments.ts';
import { notFound } from '#domain/errors.ts';
import type { Viewer } from '#domain/viewers.ts';
import { builder, signedIn } from '../builder.ts';
import { AMOUNT, BudgetLineType, PaymentKindType, PaymentStateType, PaymentType } from './budget.ts';

/** A line as it stands after a change. */
async function listedLine(viewer: Viewer, line: { id: string; conventionId: string }): Promise<ListedLine> {
  const found = (await readBudget(viewer, line.conventionId)).lines.find(({ id }) => id === line.id);
  if (!found) throw notFound();
  return found;
}

/** A payment as it stands after a change. */
async function listedPayment(viewer: Viewer, payment: { id: string; conventionId: string }): Promise<ListedPayment> {
  const { lines } = await readBudget(viewer, payment.conventionId);
  const found = lines.flatMap(({ payments }) => payments).find(({ id }) => id === payment.id);
  if (!found) throw notFound();
  return found;
}

const CreateBudgetLineInput = builder.inputType('CreateBudgetLineInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    operationCode: t.string({ required: true }),
    imputation: t.string({ required: true }),
    title: t.string({ required: true }),
    commitmentAuthorisation: t.string({ required: true, description: AMOUNT }),
    paymentCredit: t.string({ description: AMOUNT }),
  }),
});
const ChangeBudgetLineInput = builder.inputType('ChangeBudgetLineInput', {
  fields: (t) => ({
    budgetLineId: t.id({ required: true }),
    operationCode: t.string(),
    imputation: t.string(),
    title: t.string(),
    commitmentAuthorisation: t.string({ description: AMOUNT }),
    paymentCredit: t.string({ description: `Nul l’ôte. ${AMOUNT}` }),
    version: t.int({ description: 'De la ligne telle qu’elle a été lue ; plus récente, c’est un CONFLICT.' }),
  }),
});
const WithdrawBudgetLineInput = builder.inputType('WithdrawBudgetLineInput', {
  fields: (t) => ({ budgetLineId: t.id({ required: true }) }),
});
export const NewPaymentProofInput = builder.inputType('NewPaymentProofInput', {
  fields: (t) => ({ title: t.string({ required: true }), obligationId: t.id(), deliverableId: t.id() }),
});
const CreatePaymentInput = builder.inputType('CreatePaymentInput', {
  fields: (t) => ({
    budgetLineId: t.id({ required: true }),
    kind: t.field({ type: PaymentKindType, required: true }),
    amount: t.string({ required: true, description: AMOUNT }),
    dueOn: t.field({ type: 'Date' }),
    proofs: t.field({ type: [NewPaymentProofInput], description: 'Ce qu’il attend.' }),
  }),
});
const ChangePaymentInput = builder.inputType('ChangePaymentInput', {
  fields: (t) => ({
    paymentId: t.id({ required: true }),
    kind: t.field({ type: PaymentKindType }),
    amount: t.string({ description: AMOUNT }),
    state: t.field({ type: PaymentStateType, description: 'PAID est refusé tant qu’une pièce manque.' }),
    dueOn: t.field({ type: 'Date' }),
    paidOn: t.field({ type: 'Date', description: 'PAID : le jour du versement.' }),
    version: t.int({ description: 'Du versement tel qu’il a été lu ; plus récente, c’est un CONFLICT.' }),
  }),
});
const AddPaymentProofInput = builder.inputType('AddPaymentProofInput', {
  fields: (t) => ({
    paymentId: t.id({ required: true }),
    title: t.string({ required: true }),
    obligationId: t.id(),
    deliverableId: t.id(),
  }),
});
const ReceivePaymentProofInput = builder.inputType('ReceivePaymentProofInput', {
  fields: (t) => ({
    proofId: t.id({ required: true }),
    receivedOn: t.field({ type: 'Date', required: true }),
    fileId: t.id(),
  }),
});
const RemovePaymentProofInput = builder.inputType('RemovePaymentProofInput', {
  fields: (t) => ({ proofId: t.id({ required: true }) }),
});

/** What is not given stays as it is; null where nothing is allowed to be null says nothing. */
const given = <Input extends object>(input: Input, clearable: readonly (keyof Input)[]) =>
  Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== null || clearable.includes(name as keyof Input)),
  );

builder.mutationFields((t) => ({
  createBudgetLine: t.field({
    type: BudgetLineType,
    args: { input: t.arg({ type: CreateBudgetLineInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      listedLine(signedIn(context), await createBudgetLine(signedIn(context), input)),
  }),
  changeBudgetLine: t.field({
    type: BudgetLineType,
    description:
      'Modifie une ligne ; ce qui n’est pas donné reste. L’autorisation ne descend jamais sous ce qui est engagé.',
    args: { input: t.arg({ type: ChangeBudgetLineInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      listedLine(signedIn(context), await changeBudgetLine(signedIn(context), given(input, ['paymentCredit']))),
  }),
  withdrawBudgetLine: t.boolean({
    description: 'Retire une ligne sur laquelle il n’y a pas de versement. Vrai une fois fait.',
    args: { input: t.arg({ type: WithdrawBudgetLineInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await withdrawBudgetLine(signedIn(context), input);
      return true;
    },
  }),
  createPayment: t.field({
    type: PaymentType,
    description: 'Prévoit un versement ; refusé au-dessus de ce qu’autorise la ligne.',
    args: { input: t.arg({ type: CreatePaymentInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      listedPayment(signedIn(context), await createPayment(signedIn(context), input)),
  }),
  changePayment: t.field({
    type: PaymentType,
    description: 'Modifie un versement ; ce qui n’est pas donné reste.',
    args: { input: t.arg({ type: ChangePaymentInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      listedPayment(signedIn(context), await changePayment(signedIn(context), given(input, ['dueOn']))),
  }),
  addPaymentProof: t.field({
    type: PaymentType,
    description: 'Fait attendre une pièce de plus à un versement qui n’est pas fait.',
    args: { input: t.arg({ type: AddPaymentProofInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      listedPayment(signedIn(context), await addPaymentProof(signedIn(context), input)),
  }),
  receivePaymentProof: t.field({
    type: PaymentType,
    description: 'Un document qu’attend un versement est venu.',
    args: { input: t.arg({ type: ReceivePaymentProofInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      listedPayment(signedIn(context), await receivePaymentProof(signedIn(context), input)),
  }),
  removePaymentProof: t.field({
    type: PaymentType,
    description: 'Le versement ne l’attend plus.',
    args: { input: t.arg({ type: RemovePaymentProofInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      listedPayment(signedIn(context), await removePaymentProof(signedIn(context), input)),
  }),
}));
