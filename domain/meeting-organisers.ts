// Who looks after a meeting: whom to tell that something stands in its way. Called by what tells them.
import type { Prisma } from '#prisma/generated/client.ts';
import { comesFor, type MeetingView, partiesOf } from './meeting-views.ts';

/** Those who are invited as coming for an organiser, and who prepared it. Of whole organisations, each service counts. */
export function organisingPeople(meeting: MeetingView): Prisma.PersonWhereInput {
  const organisers = new Set(partiesOf(meeting, 'ORGANISER').map(({ id }) => id));
  const ids = meeting.invitees.flatMap((invitee) => {
    const { unitId, organisationId } = comesFor(invitee) ?? {};
    const organises = organisers.has(unitId ?? '') || organisers.has(organisationId ?? '');
    return organises && invitee.personId ? [invitee.personId] : [];
  });
  return { id: { in: meeting.createdById ? [...ids, meeting.createdById] : ids } };
}
