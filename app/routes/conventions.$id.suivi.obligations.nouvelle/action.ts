// States an obligation, then shows it in the list.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { readForm } from '../../forms/posted.ts';
import { termsOf } from '../../obligations/obligation-posted.ts';
import { CreateObligation } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const conventionId = params.id ?? '';
  const { terms, refusal } = termsOf(await readForm(request));
  if (!terms) return refusal;
  const outcome = await context.api.mutate(CreateObligation, { input: { conventionId, terms } });
  if (!outcome.ok) return refused(outcome);
  return redirect(`/conventions/${conventionId}/suivi/obligations#o-${outcome.value.createObligation.id}`);
}
