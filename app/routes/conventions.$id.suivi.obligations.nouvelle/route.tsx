// A new obligation on a passage of the text; `?passage=` chooses it beforehand.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { yearSpan } from '#domain/calendar.ts';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { termsOf } from '../../obligations/obligation-posted.ts';
import { ReadObligationChoices } from '../../obligations/obligation-queries.ts';
import { readForm } from '../../posted.ts';
import { CreateObligation } from './queries.ts';

export { NewObligationPage as default } from './new-obligation-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Nouvelle obligation') }];

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const choices = await context.api.query(ReadObligationChoices, { id: params.id ?? '' });
  if (!choices.convention.viewerMayManageObligations) throw new Response(null, { status: 403 });
  const blockId = new URL(request.url).searchParams.get('passage') ?? undefined;
  const passage = choices.convention.programme.items.find(({ id }) => id === blockId);
  const start = { blockId: passage?.id, degree: passage?.degree ?? undefined, ...yearSpan(choices.convention.year) };
  return { choices, start };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const conventionId = params.id ?? '';
  const { terms, refusal } = termsOf(await readForm(request));
  if (!terms) return refusal;
  const outcome = await context.api.mutate(CreateObligation, { input: { conventionId, terms } });
  if (!outcome.ok) return refused(outcome);
  return redirect(`/conventions/${conventionId}/suivi/obligations#o-${outcome.value.createObligation.id}`);
}
