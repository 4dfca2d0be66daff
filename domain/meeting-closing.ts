// Closing a meeting: who was there, and what that proves. The proof of each thing it aims at is written in the same
// transaction; whether it counts is the obligation's rule (occurrences.ts).
import { dayAt, now } from './calendar.ts';
import { transact } from './changes.ts';
import { conflict, DomainError, invalid } from './errors.ts';
import { writeEvidence } from './evidence.ts';
import { holdMeetingInput } from './inputs/meeting.ts';
import { parseInput } from './inputs/parse.ts';
import { readAims } from './meeting-aims.ts';
import { comesFor, lockMeeting, type MeetingView, meetingFor, meetingRow } from './meeting-views.ts';
import { demandOpen, demandVersion, recordMeeting } from './meetings.ts';
import type { Viewer } from './viewers.ts';

/** The services and organisations that were there: those for whom somebody came, or was represented. */
export function presentParties({ invitees }: MeetingView): { organisationId?: string; unitId?: string }[] {
  const present = invitees.filter(({ attendance }) => attendance === 'PRESENT' || attendance === 'REPRESENTED');
  const parties = new Map(present.map(comesFor).flatMap((party) => (party ? [[party.id, party] as const] : [])));
  return [...parties.values()].map(({ unitId, organisationId }) => (unitId ? { unitId } : { organisationId }));
}

/** A refusal about a proof, said on the form of the closing: it has no field for its day. */
function onClosing(error: unknown): unknown {
  if (!(error instanceof DomainError) || !error.fields.on) return error;
  return conflict(`Une échéance visée ne peut pas être prouvée par cette réunion. ${error.fields.on}`);
}

/** Closes a meeting that has begun, with who was there; what it aims at is proved by it. */
export async function holdMeeting(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, attendance } = parseInput(holdMeetingInput, input);
  const aims = await readAims(viewer, await meetingFor(viewer, meetingId));
  return transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    demandOpen(before);
    demandVersion(before, version);
    if (before.startsAt > now()) throw conflict('Cette réunion n’a pas encore commencé.');
    const invited = new Set(before.invitees.map(({ id }) => id));
    for (const { inviteeId, attendance: how } of attendance) {
      if (!invited.has(inviteeId)) throw invalid({ attendance: 'Une des personnes n’est plus invitée.' });
      await tx.invitee.update({ where: { id: inviteeId }, data: { attendance: how } });
    }
    const data = { state: 'HELD' as const, version: { increment: 1 } };
    const meeting = await tx.meeting.update({ where: { id: meetingId }, data, include: meetingRow });
    const attendees = presentParties(meeting);
    if (attendees.length === 0) throw invalid({ attendance: 'Indiquez qui était présent.' });
    const shown = {
      proof: 'MEETING' as const,
      on: dayAt(meeting.startsAt),
      title: meeting.title,
      meetingId,
      attendees,
    };
    for (const seen of aims)
      await writeEvidence(tx, record, { viewer, seen, shown }).catch((error: unknown) => {
        throw onClosing(error);
      });
    await recordMeeting(record, 'meeting.held', meeting);
    return meeting;
  });
}
