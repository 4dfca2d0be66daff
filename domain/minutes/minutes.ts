// Minutes: the notes of a held meeting, sent to everybody invited to be read again until a day, each with a personal link.
// What they say of them is observations.ts; their approval, approval.ts.

import { prisma, type Tx } from '#prisma/client.ts';
import { addDays, addMonths, type Day, fromColumn, instantIn, toColumn, today } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, invalid } from '../errors.ts';
import { writeDay } from '../french.ts';
import type { Writer } from '../letters.ts';
import { aboutInvitation, isReachable, mintInvitationLink } from '../meetings/mail.ts';
import {
  demandVersion,
  type InviteeView,
  lockMeeting,
  type MeetingView,
  meetingRow,
  meetingToOrganise,
} from '../meetings/meeting-views.ts';
import { mail } from '../outside.ts';
import { parseInput } from '../parse.ts';
import { judgeNotesAgain } from '../texts/access.ts';
import { textOf } from '../texts/live-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { keepVersion } from '../versions/versions.ts';
import type { Viewer } from '../viewers.ts';
import { prolongObservationsInput, sendMinutesInput } from './inputs.ts';
import { minutesToReadLetter } from './letters.ts';
import { minutesWithin, unheard } from './minutes-views.ts';
import { demandUnapproved } from './observations.ts';

/** Refuses minutes that say nothing. */
async function demandNotes({ id: meetingId, state }: MeetingView): Promise<void> {
  if (state !== 'HELD') return;
  const notes = await prisma.meetingNotes.findUnique({ where: { meetingId } });
  const stored = notes && (await readStoredText(notes.documentId));
  if (!stored || textOf(stored.doc).textContent.trim() === '')
    throw conflict('Les notes de la réunion sont vides : écrivez d’abord le compte rendu dans les notes.');
}

/** Time to read, and an end to it: at least a whole day, at most two months. */
function demandFitting(until: Day): void {
  if (until <= today()) throw invalid({ observationsUntil: 'Laissez au moins jusqu’à demain pour relire.' });
  const latest = addMonths(today(), 2);
  if (until > latest) throw invalid({ observationsUntil: `Choisissez au plus tard le ${writeDay(latest)}.` });
}

/** Through the day after the last: what is approved then is still read with it. */
const linkEnd = (until: Day): Date => instantIn(addDays(until, 2), 0);

/** Queues a mail to each of `invitees`, with a personal link to read the minutes with. */
async function askToRead(
  tx: Tx,
  meeting: MeetingView,
  { invitees, until, by }: { invitees: readonly InviteeView[]; until: Day; by: Writer | null },
): Promise<void> {
  const expiresAt = linkEnd(until);
  for (const invitee of invitees.filter(isReachable)) {
    const link = await mintInvitationLink(tx, invitee.id, expiresAt, 'compte-rendu');
    const message = minutesToReadLetter(meeting, { invitee, by, link, until });
    await mail.queue(tx, { ...message, ...aboutInvitation(invitee) });
  }
}

/** Mails them again to these, from `by`, with the day that was set; refused before they were sent, after that day, and once approved. */
export async function remindOfMinutes(
  tx: Tx,
  meeting: MeetingView,
  { invitees, by }: { invitees: readonly InviteeView[]; by: Writer | null },
): Promise<void> {
  const minutes = await tx.minutes.findUnique({ where: { meetingId: meeting.id } });
  if (!minutes) throw conflict('Le compte rendu n’a pas encore été envoyé.');
  demandUnapproved(minutes);
  const until = fromColumn(minutes.observationsUntil);
  if (until < today()) throw conflict('Le délai pour relire est passé : prolongez d’abord les observations.');
  await askToRead(tx, meeting, { invitees, until, by });
}

/** Sends the minutes of a held meeting to everybody invited, to be read again until a day. Once. */
export async function sendMinutes(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, observationsUntil } = parseInput(sendMinutesInput, input);
  await demandNotes(await meetingToOrganise(viewer, meetingId));
  const sent = await transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    if (version != null) demandVersion(before, version);
    if (before.state !== 'HELD') throw conflict('Clôturez d’abord la réunion : son compte rendu vient après.');
    if ((await tx.minutes.count({ where: { meetingId } })) > 0)
      throw conflict('Le compte rendu a déjà été soumis aux observations.');
    demandFitting(observationsUntil);
    await tx.minutes.create({ data: { meetingId, observationsUntil: toColumn(observationsUntil) } });
    const data = { version: { increment: 1 } };
    const meeting = await tx.meeting.update({ where: { id: meetingId }, data, include: meetingRow });
    await askToRead(tx, meeting, { invitees: meeting.invitees, until: observationsUntil, by: viewer });
    const { conventionId, title } = meeting;
    const details = { title, observationsUntil };
    await record({ kind: 'minutes.sent', subject: 'Minutes', subjectId: meetingId, conventionId, details });
    const { documentId } = await tx.meetingNotes.findUniqueOrThrow({ where: { meetingId } });
    await keepVersion(tx, { documentId, reason: 'SENT', keptById: viewer.personId });
    return meeting;
  });
  // From here on only who organises writes.
  await judgeNotesAgain(meetingId);
  return sent;
}

/** Gives more time for observations. Who has said nothing yet is asked again; what was said stays. */
export async function prolongObservations(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, observationsUntil } = parseInput(prolongObservationsInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    const before = await minutesWithin(tx, meetingId);
    demandUnapproved(before);
    if (version != null && before.version !== version)
      throw conflict('Quelqu’un vient de se prononcer sur ce compte rendu. Rechargez la page pour le lire.');
    if (observationsUntil <= before.observationsUntil)
      throw invalid({ observationsUntil: `Choisissez un jour après le ${writeDay(before.observationsUntil)}.` });
    demandFitting(observationsUntil);
    const data = { observationsUntil: toColumn(observationsUntil), version: { increment: 1 } };
    const minutes = await tx.minutes.update({ where: { meetingId }, data });
    // Who has spoken is not asked again, but may answer what is made of it with the link they have.
    await tx.invitationLink.updateMany({
      where: { invitee: { meetingId }, revokedAt: null, expiresAt: linkEnd(before.observationsUntil) },
      data: { expiresAt: linkEnd(observationsUntil) },
    });
    await askToRead(tx, meeting, { invitees: unheard(meeting, before), until: observationsUntil, by: viewer });
    await record({
      kind: 'minutes.prolonged',
      subject: 'Minutes',
      subjectId: meetingId,
      version: minutes.version,
      conventionId: meeting.conventionId,
      details: { title: meeting.title, observationsUntil },
    });
    return meeting;
  });
}
