// Gives one of those invited another personal link: the mail went astray, or somebody else has read it. The former links
// answer no more.
import type { Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { isReachable, tellInvitees } from '../meetings/mail.ts';
import {
  type InviteeView,
  isPast,
  isPolled,
  lockMeeting,
  type MeetingView,
  meetingToOrganise,
  nameOf,
} from '../meetings/meeting-views.ts';
import { remindOfMinutes } from '../minutes/minutes.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { renewInvitationLinkInput } from './inputs.ts';
import { tellOfPoll } from './poll-turns.ts';

/** Mails what there is to answer at this moment of the meeting's life. */
async function sendAgain(tx: Tx, meeting: MeetingView, invitee: InviteeView, by: Viewer): Promise<void> {
  const { state } = meeting;
  const told = { invitees: [invitee], by };
  if (state === 'CANCELLED') throw conflict('Cette réunion est annulée.');
  if (state === 'HELD') return remindOfMinutes(tx, meeting, told);
  if (state === 'CALLED') {
    if (isPast(meeting)) throw conflict('Cette réunion est passée.');
    return tellInvitees(tx, meeting, { news: 'CALLED', ...told });
  }
  if (!isPolled(meeting)) throw conflict('Personne n’a encore reçu d’invitation.');
  return tellOfPoll(tx, meeting, { news: 'OPENED', ...told });
}

/** Revokes the links of one invitation and mails a new one, while there is something to answer. */
export async function renewInvitationLink(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, inviteeId } = parseInput(renewInvitationLinkInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    const invitee = meeting.invitees.find(({ id }) => id === inviteeId);
    if (!invitee) throw notFound();
    if (!isReachable(invitee)) throw invalid({ inviteeId: `Le compte de ${nameOf(invitee)} est fermé.` });
    await tx.invitationLink.updateMany({ where: { inviteeId, revokedAt: null }, data: { revokedAt: now() } });
    // Whether this one arrives is not known yet.
    const data = { replyRound: { increment: 1 }, mailRefusedAt: null };
    await tx.invitee.update({ where: { id: inviteeId }, data });
    const renewed = { ...invitee, replyRound: invitee.replyRound + 1 };
    await sendAgain(tx, meeting, renewed, viewer);
    const { conventionId, title } = meeting;
    const details = { meetingId, title, name: nameOf(invitee) };
    await record({ kind: 'invitation.renewed', subject: 'Invitee', subjectId: inviteeId, conventionId, details });
    return meeting;
  });
}
