// What is done for one of those invited, or for those who are silent: whether they must come, that they came although nobody
// had invited them, and asking again. Inviting itself is invitations.ts.
import type { Tx } from '#prisma/client.ts';
import { dayAt, now, toColumn, today } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { recordPresence } from '../meetings/attendance.ts';
import { addAttendeeInput, changeInviteeInput, remindInviteesInput } from '../meetings/inputs.ts';
import { isReachable, tellInvitees } from '../meetings/mail.ts';
import {
  demandDates,
  demandOpen,
  type InviteeView,
  isPast,
  lockMeeting,
  type MeetingView,
  meetingRow,
  meetingToOrganise,
  nameOf,
} from '../meetings/meeting-views.ts';
import { remindOfMinutes } from '../minutes/minutes.ts';
import { minutesWithin, unheard } from '../minutes/minutes-views.ts';
import { demandUnapproved } from '../minutes/observations.ts';
import { parseInput } from '../parse.ts';
import { judgeNotesAgain } from '../texts/access.ts';
import type { Viewer } from '../viewers.ts';
import { addInvitees, readNewcomer, recordInvitee } from './invitations.ts';

/** Says whether somebody invited must come. Nobody is told: calendars learn it with the next change. */
export async function changeInvitee(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, inviteeId, required } = parseInput(changeInviteeInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    demandOpen(before);
    const invitee = before.invitees.find(({ id }) => id === inviteeId);
    if (!invitee) throw notFound();
    if (invitee.required === required) return before;
    await tx.invitee.update({ where: { id: inviteeId }, data: { required } });
    const { conventionId, title } = before;
    const details = { meetingId, title, name: nameOf(invitee), required };
    await record({ kind: 'invitee.changed', subject: 'Invitee', subjectId: inviteeId, conventionId, details });
    return lockMeeting(tx, meetingId);
  });
}

/** Refuses who comes before the day of the meeting, and once its minutes say who was there. */
async function demandAttended(tx: Tx, meeting: MeetingView): Promise<void> {
  const { id: meetingId, state } = meeting;
  if (state === 'CANCELLED') throw conflict('Cette réunion est annulée.');
  if (state === 'DRAFT') throw conflict('Cette réunion n’a pas été convoquée : invitez la personne.');
  if (dayAt(demandDates(meeting).startsAt) > today())
    throw conflict('Les présences se relèvent à partir du jour de la réunion.');
  const minutes = await tx.minutes.findUnique({ where: { meetingId } });
  if (!minutes) return;
  demandUnapproved(minutes);
  await tx.minutes.update({ where: { meetingId }, data: { version: { increment: 1 } } });
}

/**
 * Records that somebody came whom nobody had invited. They are told of nothing that is over; minutes that are being read
 * again are sent to them too.
 */
export async function addAttendee(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const wanted = parseInput(addAttendeeInput, input);
  const { meetingId } = wanted;
  await meetingToOrganise(viewer, meetingId);
  const newcomer = await readNewcomer(viewer, { ...wanted, required: false });
  const done = await transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    await demandAttended(tx, before);
    const [added] = await addInvitees(tx, meetingId, [newcomer]);
    if (!added) throw invalid({ [wanted.personId ? 'personId' : 'email']: `${newcomer.name} est déjà invité.` });
    await tx.invitee.update({ where: { id: added.id }, data: { attendance: 'PRESENT' } });
    const data = { version: { increment: 1 } };
    const meeting = await tx.meeting.update({ where: { id: meetingId }, data, include: meetingRow });
    const invitees = meeting.invitees.filter(({ id }) => id === added.id);
    for (const invitee of invitees) {
      await recordInvitee(record, 'invitee.added', { meeting, subjectId: invitee.id, name: nameOf(invitee) });
      await recordPresence(record, meeting, invitee, 'PRESENT');
    }
    // After the last day there is nothing to answer any more.
    const where = { meetingId, observationsUntil: { gte: toColumn(today()) } };
    if ((await tx.minutes.count({ where })) > 0) await remindOfMinutes(tx, meeting, { invitees, by: viewer });
    return { meeting, invitees };
  });
  await judgeNotesAgain(meetingId, done.invitees);
  return done.meeting;
}

/** Two organisers who ask again within this time have asked once, ms: ten minutes. */
const ONE_REMINDER_MS = 600_000;

async function demandNotJustAsked(tx: Tx, meetingId: string): Promise<void> {
  const since = new Date(now().getTime() - ONE_REMINDER_MS);
  const where = { kind: 'meeting.reminded', subjectId: meetingId, at: { gt: since } };
  if ((await tx.change.count({ where })) > 0)
    throw conflict('Une relance vient de partir. Attendez dix minutes avant la suivante.');
}

/** Asks again those who are silent; gives whom. */
async function askAgain(tx: Tx, meeting: MeetingView, by: Viewer): Promise<InviteeView[]> {
  if (meeting.state === 'HELD') {
    const silent = unheard(meeting, await minutesWithin(tx, meeting.id)).filter(isReachable);
    if (silent.length === 0) throw conflict('Tous les invités se sont prononcés.');
    await remindOfMinutes(tx, meeting, { invitees: silent, by });
    return silent;
  }
  if (meeting.state !== 'CALLED') throw conflict('Cette réunion n’est pas convoquée : personne n’a à répondre.');
  if (isPast(meeting)) throw conflict('Cette réunion est passée.');
  const silent = meeting.invitees.filter(({ answer }) => answer === 'NEEDS_ACTION').filter(isReachable);
  if (silent.length === 0) throw conflict('Tous les invités ont répondu.');
  await tellInvitees(tx, meeting, { news: 'REMINDED', invitees: silent, by });
  return silent;
}

/** Asks again, and nobody else, those who have answered neither the invitation nor, once they were sent, the minutes. */
export async function remindInvitees(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId } = parseInput(remindInviteesInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    await demandNotJustAsked(tx, meetingId);
    const { length: count } = await askAgain(tx, meeting, viewer);
    const { conventionId, title } = meeting;
    const details = { title, count };
    await record({ kind: 'meeting.reminded', subject: 'Meeting', subjectId: meetingId, conventionId, details });
    return meeting;
  });
}
