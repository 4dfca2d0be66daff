// States the obligation anew, or withdraws it.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { termsOf } from '../../obligations/obligation-posted.ts';
import { ChangeObligation, WithdrawObligation } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const obligationId = params.obligationId ?? '';
  const list = `/conventions/${params.id}/suivi/obligations`;
  if (textOf(form, 'intent') === 'withdraw') {
    const outcome = await context.api.mutate(WithdrawObligation, { input: { obligationId } });
    return outcome.ok ? redirect(list) : refused(outcome);
  }
  const { terms, refusal } = termsOf(form);
  if (!terms) return refusal;
  const version = Number(textOf(form, 'version'));
  const outcome = await context.api.mutate(ChangeObligation, { input: { obligationId, version, terms } });
  return outcome.ok ? redirect(`${list}#o-${obligationId}`) : refused(outcome);
}
