// Gives one of those invited another personal link: the mail went astray, or somebody else has read it. The former links
// answer no more.
import { now } from './calendar.ts';
import { transact } from './changes.ts';
import { isPolled } from './date-poll-views.ts';
import { conflict, invalid, notFound } from './errors.ts';
import { renewInvitationLinkInput } from './inputs/date-poll.ts';
import { parseInput } from './inputs/parse.ts';
import { isReachable, tellInvitees } from './meeting-mail.ts';
import { tellOfPoll } from './meeting-polls.ts';
import { lockMeeting, type MeetingView, meetingFor, nameOf } from './meeting-views.ts';
import { demandOpen } from './meetings.ts';
import type { Viewer } from './viewers.ts';

/** Revokes the links of one invitation and mails a new one, while there is something to answer. */
export async function renewInvitationLink(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, inviteeId } = parseInput(renewInvitationLinkInput, input);
  await meetingFor(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    const invitee = meeting.invitees.find(({ id }) => id === inviteeId);
    if (!invitee) throw notFound();
    demandOpen(meeting);
    if (meeting.state === 'DRAFT' && !isPolled(meeting)) throw conflict('Personne n’a encore reçu d’invitation.');
    if (meeting.state === 'CALLED' && meeting.endsAt <= now()) throw conflict('Cette réunion est passée.');
    if (!isReachable(invitee)) throw invalid({ inviteeId: `Le compte de ${nameOf(invitee)} est fermé.` });
    await tx.invitationLink.updateMany({ where: { inviteeId, revokedAt: null }, data: { revokedAt: now() } });
    // Whether this one arrives is not known yet.
    await tx.invitee.update({ where: { id: inviteeId }, data: { mailRefusedAt: null } });
    if (meeting.state === 'CALLED') await tellInvitees(tx, meeting, { news: 'CALLED', invitees: [invitee] });
    else await tellOfPoll(tx, meeting, { news: 'OPENED', invitees: [invitee] });
    const { conventionId, title } = meeting;
    const details = { meetingId, title, name: nameOf(invitee) };
    await record({ kind: 'invitation.renewed', subject: 'Invitee', subjectId: inviteeId, conventionId, details });
    return meeting;
  });
}
