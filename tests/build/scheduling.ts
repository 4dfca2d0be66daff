// Makers for date polls: slots some days ahead, and an open poll of both MDADT on three of them.
import { addDays, instantIn, today } from '#domain/calendar.ts';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { openDatePoll } from '#domain/scheduling/date-polls.ts';
import { type PollView, readPollOf } from '#domain/scheduling/poll-views.ts';
import type { Viewer } from '#domain/viewers.ts';
import type { VoteAnswer } from '#domain/vocabulary.ts';
import { prisma } from '#prisma/client.ts';
import { buildMeeting, type Joint } from './meetings.ts';

/** An hour and a half on the day so many days ahead. */
export const slotIn = (days: number, hour = 9) => ({
  startsAt: instantIn(addDays(today(), days), hour, 30),
  endsAt: instantIn(addDays(today(), days), hour + 2),
});

/** The input that opens a poll on three days, to be answered within five. */
export const newPoll = ({ id, version }: MeetingView, more: object = {}) => ({
  meetingId: id,
  version,
  answerBy: addDays(today(), 5),
  slots: [slotIn(9), slotIn(10), slotIn(11, 14)],
  ...more,
});

/** A poll as a viewer sees it. */
export async function readPoll(viewer: Viewer, meetingId: string): Promise<PollView> {
  const poll = await readPollOf(prisma, await readMeeting(viewer, meetingId));
  if (!poll) throw new Error('The meeting has no poll.');
  return poll;
}

/** An open poll on a joint exchange, with its three slots. */
export async function buildPoll(joint: Joint, more: object = {}) {
  const prepared = await buildMeeting(joint);
  const meeting = await openDatePoll(joint.agent, newPoll(prepared, more));
  const poll = await readPoll(joint.agent, meeting.id);
  const [first, second, third] = poll.slots.map(({ id }) => id);
  return { meeting, poll, slotIds: [first ?? '', second ?? '', third ?? ''] as const };
}

/** One answer for each slot, in their order. */
export const votesOn = (slotIds: readonly string[], ...answers: VoteAnswer[]) =>
  slotIds.flatMap((slotId, index) => (answers[index] ? [{ slotId, answer: answers[index] }] : []));
