// What one may do on the page of money: one mutation each, by the `intent` of its form.
import type { ActionFunctionArgs } from '@remix-run/node';
import { paymentKinds, paymentStates } from '#domain/vocabulary.ts';
import type { Api } from '#graphql/execute.ts';
import { answered, incomplete, type refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import {
  AddPaymentProof,
  ChangeBudgetLine,
  ChangePayment,
  CreateBudgetLine,
  CreatePayment,
  ReceivePaymentProof,
  RemovePaymentProof,
  WithdrawBudgetLine,
} from './queries.ts';

type Act = (api: Api, form: FormData, conventionId: string) => Promise<{ done: string } | ReturnType<typeof refused>>;

/** By intent. A map, because the intent comes from outside. */
export const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async addLine(api, form, conventionId) {
      const input = {
        conventionId,
        operationCode: textOf(form, 'operationCode'),
        imputation: textOf(form, 'imputation'),
        title: textOf(form, 'title'),
        commitmentAuthorisation: textOf(form, 'commitmentAuthorisation'),
        paymentCredit: optionalTextOf(form, 'paymentCredit'),
      };
      return answered(await api.mutate(CreateBudgetLine, { input }), 'La ligne est ajoutée.');
    },
    async changeLine(api, form) {
      const input = {
        budgetLineId: textOf(form, 'budgetLineId'),
        version: Number(textOf(form, 'version')) || null,
        operationCode: textOf(form, 'operationCode'),
        imputation: textOf(form, 'imputation'),
        title: textOf(form, 'title'),
        commitmentAuthorisation: textOf(form, 'commitmentAuthorisation'),
        paymentCredit: optionalTextOf(form, 'paymentCredit'),
      };
      return answered(await api.mutate(ChangeBudgetLine, { input }), 'La ligne est modifiée.');
    },
    async withdrawLine(api, form) {
      const input = { budgetLineId: textOf(form, 'budgetLineId') };
      return answered(await api.mutate(WithdrawBudgetLine, { input }), 'La ligne est retirée.');
    },
    async addPayment(api, form) {
      const kind = paymentKinds.find((one) => one === textOf(form, 'kind'));
      if (!kind) return incomplete({ kind: 'Choisissez la nature du versement.' });
      const proof = textOf(form, 'proof').trim();
      const input = {
        budgetLineId: textOf(form, 'budgetLineId'),
        kind,
        amount: textOf(form, 'amount'),
        dueOn: optionalTextOf(form, 'dueOn'),
        proofs: proof === '' ? [] : [{ title: proof }],
      };
      return answered(await api.mutate(CreatePayment, { input }), 'Le versement est prévu.');
    },
    async changePayment(api, form) {
      const state = paymentStates.find((one) => one === textOf(form, 'state'));
      if (!state) return incomplete({ state: 'Choisissez un état.' });
      const input = {
        paymentId: textOf(form, 'paymentId'),
        version: Number(textOf(form, 'version')) || null,
        state,
        amount: textOf(form, 'amount'),
        dueOn: optionalTextOf(form, 'dueOn'),
        paidOn: state === 'PAID' ? optionalTextOf(form, 'paidOn') : null,
      };
      return answered(await api.mutate(ChangePayment, { input }), 'Le versement est à jour.');
    },
    async addProof(api, form) {
      const input = { paymentId: textOf(form, 'paymentId'), title: textOf(form, 'title') };
      return answered(await api.mutate(AddPaymentProof, { input }), 'La pièce est attendue.');
    },
    async receiveProof(api, form) {
      const receivedOn = textOf(form, 'receivedOn');
      if (receivedOn === '') return incomplete({ receivedOn: 'Indiquez le jour de réception.' });
      const input = { proofId: textOf(form, 'proofId'), receivedOn, fileId: optionalTextOf(form, 'fileId') };
      return answered(await api.mutate(ReceivePaymentProof, { input }), 'La pièce est reçue.');
    },
    async removeProof(api, form) {
      const input = { proofId: textOf(form, 'proofId') };
      return answered(await api.mutate(RemovePaymentProof, { input }), 'La pièce n’est plus attendue.');
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.id ?? '');
}
