// Who was at a meeting, as it is recorded from its day on until its minutes are approved; and closing it. What it proves is
// written with the approval of its minutes (minutes/approval.ts).
import type { Tx } from '#prisma/client.ts';
import { dayAt, now, toColumn, today } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { absentees } from '../obligations/occurrences.ts';
import type { Party } from '../organisations/parties.ts';
import { parseInput } from '../parse.ts';
import { can, mayWriteNotes } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { MeetingAttendance, MinutesState } from '../vocabulary.ts';
import { holdMeetingInput, recordAttendanceInput } from './inputs.ts';
import {
  comesFor,
  type DatedSpan,
  demandDates,
  demandNoPoll,
  demandOpen,
  demandVersion,
  type InviteeView,
  lockMeeting,
  type MeetingView,
  meetingRow,
  meetingToOrganise,
  nameOf,
  readMeeting,
  recordMeeting,
} from './meeting-views.ts';

/** Whether somebody was there, or had somebody there. */
export const came = ({ attendance }: Pick<InviteeView, 'attendance'>): boolean =>
  attendance === 'PRESENT' || attendance === 'REPRESENTED';

/** The services and organisations that were there: those for whom somebody came, or was represented. */
export function presentParties({ invitees }: MeetingView): { organisationId?: string; unitId?: string }[] {
  const parties = new Map(
    invitees
      .filter(came)
      .map(comesFor)
      .flatMap((party) => (party ? [[party.id, party] as const] : [])),
  );
  return [...parties.values()].map(({ unitId, organisationId }) => (unitId ? { unitId } : { organisationId }));
}

/** Of these, those for whom nobody is invited, or once the meeting is held, nobody was there: it does not discharge what wants them. */
export function missingFrom({ state, invitees }: MeetingView, wanted: readonly Party[]): Party[] {
  const coming = state === 'HELD' ? invitees.filter(came) : invitees;
  return absentees(
    wanted,
    coming.map(comesFor).filter((party) => party !== null),
  );
}

/** Refuses a meeting that nobody was at. */
function demandSomebody({ invitees }: MeetingView): void {
  if (!invitees.some(came)) throw invalid({ attendance: 'Indiquez qui était présent.' });
}

/** Refuses before the day of the meeting, when it is cancelled, and once its minutes are approved. */
function demandAttendable(meeting: MeetingView, minutes: { state: MinutesState } | null): void {
  if (meeting.state === 'CANCELLED') throw conflict('Cette réunion est annulée.');
  if (dayAt(demandDates(meeting).startsAt) > today())
    throw conflict('Les présences se relèvent à partir du jour de la réunion.');
  if (minutes?.state === 'APPROVED') throw conflict('Le compte rendu est approuvé : les présences ne changent plus.');
}

/** Records how somebody was there. */
export const recordPresence = (
  record: RecordChange,
  { id: meetingId, title, conventionId }: MeetingView,
  invitee: InviteeView,
  attendance: MeetingAttendance | null,
): Promise<string> => {
  const details = { meetingId, title, name: nameOf(invitee), attendance };
  return record({ kind: 'attendance.recorded', subject: 'Invitee', subjectId: invitee.id, conventionId, details });
};

/** Records who was there, during the meeting or after; null for who was absent without a word. The same twice is one. */
export async function recordAttendance(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, inviteeId, attendance } = parseInput(recordAttendanceInput, input);
  if (!can(viewer, 'notes.write', await readMeeting(viewer, meetingId))) throw forbidden();
  return transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    const minutes = await tx.minutes.findUnique({ where: { meetingId }, select: { state: true } });
    demandAttendable(before, minutes);
    // Once the minutes are sent, only who organises changes what they say.
    if (!mayWriteNotes(viewer, { ...before, minutes })) throw forbidden();
    const invitee = before.invitees.find(({ id }) => id === inviteeId);
    if (!invitee) throw notFound();
    if (invitee.attendance === attendance) return before;
    if (minutes) await tx.minutes.update({ where: { meetingId }, data: { version: { increment: 1 } } });
    await tx.invitee.update({ where: { id: inviteeId }, data: { attendance } });
    const data = { version: { increment: 1 } };
    const meeting = await tx.meeting.update({ where: { id: meetingId }, data, include: meetingRow });
    if (meeting.state === 'HELD') demandSomebody(meeting);
    await recordPresence(record, meeting, invitee, attendance);
    return meeting;
  });
}

/** Refuses to close a meeting on a day that proves nothing of what it aims at: its aims can still be changed then. */
async function demandProvable(tx: Tx, { aims }: MeetingView, { startsAt }: DatedSpan): Promise<void> {
  const where = {
    id: { in: aims.map(({ occurrenceId }) => occurrenceId) },
    startsOn: { gt: toColumn(dayAt(startsAt)) },
    notApplicableReason: null,
    obligation: { withdrawnAt: null },
  };
  const late = await tx.occurrence.findFirst({ where, include: { obligation: true } });
  if (late)
    throw conflict(
      `La réunion précède le début de la période de l’échéance « ${late.obligation.title} » : elle ne peut pas la prouver.`,
    );
}

/** Closes a meeting that has begun: who was there, as recorded where nothing else is given. */
export async function holdMeeting(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, attendance } = parseInput(holdMeetingInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    demandOpen(before);
    demandNoPoll(before);
    demandVersion(before, version);
    const dates = demandDates(before);
    if (dates.startsAt > now()) throw conflict('Cette réunion n’a pas encore commencé.');
    await demandProvable(tx, before, dates);
    const invited = new Map(before.invitees.map((invitee) => [invitee.id, invitee]));
    for (const { inviteeId, attendance: how } of attendance) {
      const invitee = invited.get(inviteeId);
      if (!invitee) throw invalid({ attendance: 'Une des personnes n’est plus invitée.' });
      if (invitee.attendance === how) continue;
      await tx.invitee.update({ where: { id: inviteeId }, data: { attendance: how } });
      await recordPresence(record, before, invitee, how);
    }
    const data = { state: 'HELD' as const, version: { increment: 1 } };
    const meeting = await tx.meeting.update({ where: { id: meetingId }, data, include: meetingRow });
    demandSomebody(meeting);
    await recordMeeting(record, 'meeting.held', meeting);
    return meeting;
  });
}
