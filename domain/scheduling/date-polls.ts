// Date polls: those invited to a meeting are asked which of several dates suit them, and one is retained. Opening one,
// stating its dates anew, closing it. Answering is poll-answers.ts. Two who choose at once: the second is told.

import type { Tx } from '#prisma/client.ts';
import { dayAt, now, toColumn, today } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { writeSpan } from '../meetings/letters.ts';
import { demandReachable } from '../meetings/mail.ts';
import {
  demandBoth,
  demandOpen,
  demandVersion,
  isPolled,
  lockMeeting,
  type MeetingView,
  meetingToOrganise,
} from '../meetings/meeting-views.ts';
import { settleNotices } from '../notify.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { busyAtSlots, busyWarnings } from './busy-invitees.ts';
import { changeDatePollInput, closeDatePollInput, type GivenSlot, openDatePollInput, readingOf } from './inputs.ts';
import { pollEnd, tellPolled } from './poll-letters.ts';
import { demandNoNotes, notifyPolled, recordPoll } from './poll-turns.ts';
import { type PollView, readPollOf, type SlotView } from './poll-views.ts';

/** Refuses slots that are past, and a last day to answer that is past or leaves no day before the first slot. */
function demandTimely({ answerBy, slots }: { answerBy: string; slots: readonly GivenSlot[] }): void {
  const past = slots.find(({ startsAt }) => startsAt <= now());
  if (past) throw invalid({ slots: `Ce créneau est passé : ${writeSpan(past)}.` });
  if (answerBy < today()) throw invalid({ answerBy: 'Ce jour est passé : choisissez un jour à venir.' });
  const [first] = slots;
  if (first && answerBy >= dayAt(first.startsAt))
    throw invalid({ answerBy: 'Les réponses doivent arriver avant le jour du premier créneau.' });
}

/** Reads the poll of a locked meeting, which must have one. */
async function demandPoll(tx: Tx, meeting: MeetingView): Promise<PollView> {
  const poll = await readPollOf(tx, meeting);
  if (!poll) throw notFound();
  return poll;
}

/** Refuses what is done to a poll that is over; the sentence names the date that was kept. */
export function demandPolling({ meeting, closedAt, chosenSlotId, slots }: PollView): void {
  if (meeting.state === 'CANCELLED') throw conflict('Cette réunion est annulée : il n’y a plus de date à choisir.');
  if (closedAt === null) return;
  const chosen = slots.find(({ id }) => id === chosenSlotId);
  throw conflict(
    chosen
      ? `Ce sondage est clos. La date retenue est : ${writeSpan(chosen)}.`
      : 'Ce sondage est clos sans qu’une date soit retenue.',
  );
}

/** While it is asked about, a meeting has no date; links answer until the end of the last slot, then of the one that is kept. */
async function standAt(tx: Tx, meetingId: string, slot: GivenSlot | null, linksEnd: Date): Promise<void> {
  const dates = { startsAt: slot?.startsAt ?? null, endsAt: slot?.endsAt ?? null };
  await tx.meeting.update({ where: { id: meetingId }, data: { ...dates, version: { increment: 1 } } });
  await tx.invitationLink.updateMany({ where: { invitee: { meetingId } }, data: { expiresAt: linksEnd } });
}

/** Asks those invited to a meeting in preparation when they can come. Refused, with nothing sent, while something is missing. */
export async function openDatePoll(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, answerBy, slots } = parseInput(openDatePollInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    demandOpen(before);
    if (before.state === 'CALLED')
      throw conflict('Cette réunion est déjà convoquée : sa date se change par « Modifier ».');
    if (isPolled(before)) throw conflict('Un sondage de dates est déjà ouvert pour cette réunion.');
    demandVersion(before, version);
    await demandNoNotes(tx, before);
    demandTimely({ answerBy, slots });
    demandBoth(before);
    demandReachable(before);
    // An earlier poll was closed: the history keeps what was decided of it.
    await tx.datePoll.deleteMany({ where: { meetingId } });
    await tx.datePoll.create({
      data: { meetingId, answerBy: toColumn(answerBy), openedAt: now(), slots: { create: slots } },
    });
    await standAt(tx, meetingId, null, pollEnd({ slots }));
    const meeting = await lockMeeting(tx, meetingId);
    const poll = await demandPoll(tx, meeting);
    await tellPolled(tx, poll, { news: 'OPENED', by: viewer });
    const changeId = await recordPoll(record, 'poll.opened', poll);
    await notifyPolled(tx, record, { changeId, meeting, invitees: meeting.invitees });
    return meeting;
  });
}

/** Who had answered for every slot and has not for those that are new. */
const askedAgain = (before: PollView, after: PollView) => {
  const missing = new Set(before.unanswered.map(({ id }) => id));
  return after.unanswered.filter(({ id }) => !missing.has(id));
};

/** States the slots and the last day of a poll anew. What stays keeps its answers; who must answer again is told. */
export async function changeDatePoll(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, answerBy, slots } = parseInput(changeDatePollInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const locked = await lockMeeting(tx, meetingId);
    const before = await demandPoll(tx, locked);
    demandPolling(before);
    demandPollVersion(before, version);
    const known = new Set(before.slots.map(readingOf));
    const wanted = new Set(slots.map(readingOf));
    demandTimely({ answerBy, slots });
    const dropped = before.slots.filter((slot) => !wanted.has(readingOf(slot))).map(({ id }) => id);
    await tx.slot.deleteMany({ where: { id: { in: dropped } } });
    const added = slots.filter((slot) => !known.has(readingOf(slot)));
    await tx.slot.createMany({ data: added.map((slot) => ({ meetingId, ...slot })) });
    const data = { answerBy: toColumn(answerBy), version: { increment: 1 } };
    await tx.datePoll.update({ where: { meetingId }, data });
    await standAt(tx, meetingId, null, pollEnd({ slots }));
    const meeting = await lockMeeting(tx, meetingId);
    const poll = await demandPoll(tx, meeting);
    const invitees = askedAgain(before, poll);
    await tellPolled(tx, poll, { news: 'CHANGED', invitees, by: viewer });
    const changeId = await recordPoll(record, 'poll.changed', poll);
    await notifyPolled(tx, record, { changeId, meeting, invitees });
    return meeting;
  });
}

function demandPollVersion(poll: PollView, version: number): void {
  if (poll.version !== version)
    throw conflict('Les dates de ce sondage ont changé entre-temps. Relisez-les, puis recommencez.');
}

interface Choice {
  viewer: Viewer;
  slotId: string;
  isWarned: boolean;
}

/** The slot that is retained; refused while anything speaks against it, silence too, that nobody has said to know. */
async function demandSlot(tx: Tx, poll: PollView, { viewer, slotId, isWarned }: Choice): Promise<SlotView> {
  const slot = poll.slots.find(({ id }) => id === slotId);
  if (!slot) throw notFound();
  if (slot.startsAt <= now()) throw invalid({ slotId: 'Ce créneau est passé.' });
  if (isWarned) return slot;
  const busy = (await busyAtSlots(viewer, [slotId], tx)).get(slotId) ?? [];
  const warnings = [...slot.warnings, ...busyWarnings(slot, busy)];
  if (warnings.length > 0)
    throw invalid(
      { isWarned: 'Confirmez que vous retenez cette date malgré tout.' },
      warnings.map(({ words }) => words).join(' '),
    );
  return slot;
}

/**
 * Closes a poll: on a slot, where the meeting then stands and waits to be called; or on none, and those invited are told.
 * Whatever speaks against the slot must be known (`isWarned`): one answer for all of it.
 */
export async function closeDatePoll(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, slotId, isWarned } = parseInput(closeDatePollInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const poll = await demandPoll(tx, await lockMeeting(tx, meetingId));
    demandPolling(poll);
    demandPollVersion(poll, version);
    const slot = slotId ? await demandSlot(tx, poll, { viewer, slotId, isWarned: isWarned ?? false }) : null;
    const data = { closedAt: now(), chosenSlotId: slot?.id ?? null, version: { increment: 1 } };
    await settleNotices(tx, { kind: 'POLL_OPENED', meetingId });
    await tx.datePoll.update({ where: { meetingId }, data });
    if (slot) await standAt(tx, meetingId, slot, slot.endsAt);
    else await tellPolled(tx, poll, { news: 'GIVEN_UP', by: viewer });
    const meeting = await lockMeeting(tx, meetingId);
    await recordPoll(record, 'poll.closed', await demandPoll(tx, meeting));
    return meeting;
  });
}
