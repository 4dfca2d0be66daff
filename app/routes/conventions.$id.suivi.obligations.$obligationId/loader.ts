// The obligation as it stands and what may be chosen instead; who may not change it is refused here.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadObligationChoices } from '../../obligations/obligation-queries.ts';
import { ReadObligation } from './queries.ts';

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
