// An obligation stated anew, or withdrawn. Its due dates follow; what was done for them stays.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { termsOf } from '../../obligations/obligation-posted.ts';
import { ReadObligationChoices } from '../../obligations/obligation-queries.ts';
import { readForm, textOf } from '../../posted.ts';
import { ChangeObligation, ReadObligation, WithdrawObligation } from './queries.ts';

export { ChangeObligationPage as default } from './change-obligation-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Modifier une obligation') }];

const ids = (named: readonly { id: string }[]) => named.map(({ id }) => id);

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { obligation } = await context.api.query(ReadObligation, { id: params.obligationId ?? '' });
  if (obligation.conventionId !== params.id) throw new Response(null, { status: 404 });
  const choices = await context.api.query(ReadObligationChoices, { id: obligation.conventionId });
  if (!choices.convention.viewerMayManageObligations) throw new Response(null, { status: 403 });
  const { id, conventionId, version, debtors, creditors, attendees, invited, pilots, ...terms } = obligation;
  const start = {
    ...terms,
    debtorIds: ids(debtors),
    creditorIds: ids(creditors),
    attendeeIds: ids(attendees),
    invitedIds: ids(invited),
    pilotIds: ids(pilots),
  };
  return { choices, start, id, version };
}

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
