// What those invited answer to a date poll: with the personal link of a mail, or signed in; asking again those who have not;
// and what an answer is worth once the meeting is called.

import type { Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, notFound } from '../errors.ts';
import type { Writer } from '../letters.ts';
import { type Invitation, inviteeOf, linkFor, ownInvitee } from '../meetings/answers.ts';
import {
  demandFollowed,
  type InviteeView,
  lockMeeting,
  type MeetingView,
  meetingToOrganise,
  nameOf,
} from '../meetings/meeting-views.ts';
import { settleNotices } from '../notify.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import type { VoteAnswer } from '../vocabulary.ts';
import { demandPolling } from './date-polls.ts';
import { answerDatePollByLinkInput, answerDatePollInput, remindDatePollInput } from './inputs.ts';
import { tellPolled } from './poll-letters.ts';
import { recordPoll } from './poll-turns.ts';
import { type PollView, readPollOf } from './poll-views.ts';

interface GivenVote {
  slotId: string;
  answer: VoteAnswer;
}

/** Keeps what somebody answers to some of the slots; the same again is one. */
async function keepVotes(
  tx: Tx,
  record: RecordChange,
  { poll, invitee, votes }: { poll: PollView; invitee: InviteeView; votes: readonly GivenVote[] },
): Promise<void> {
  demandPolling(poll);
  demandFollowed(poll.meeting);
  const before = new Map(
    poll.slots.map((slot) => [slot.id, slot.votes.find((vote) => vote.invitee.id === invitee.id)?.answer]),
  );
  if (votes.some(({ slotId }) => !before.has(slotId)))
    throw conflict('Les dates proposées ont changé entre-temps. Relisez-les, puis répondez de nouveau.');
  const fresh = votes.filter(({ slotId, answer }) => before.get(slotId) !== answer);
  if (fresh.length === 0) return;
  const at = now();
  for (const { slotId, answer } of fresh)
    await tx.vote.upsert({
      where: { slotId_inviteeId: { slotId, inviteeId: invitee.id } },
      create: { slotId, inviteeId: invitee.id, answer, at },
      update: { answer, at },
    });
  const { id: meetingId, conventionId, title } = poll.meeting;
  const answered = new Set(votes.map(({ slotId }) => slotId));
  const isComplete = poll.slots.every(({ id }) => answered.has(id) || before.get(id) !== undefined);
  if (isComplete && invitee.personId)
    await settleNotices(tx, { kind: 'POLL_OPENED', meetingId, personId: invitee.personId });
  const details = { meetingId, title, name: nameOf(invitee) };
  await record({ kind: 'poll.answered', subject: 'Invitee', subjectId: invitee.id, conventionId, details });
}

/** The poll of a meeting, locked until the transaction ends: who answers while it closes answers before or after. */
async function lockPoll(tx: Tx, meetingId: string): Promise<PollView> {
  const poll = await readPollOf(tx, await lockMeeting(tx, meetingId));
  if (!poll) throw notFound();
  return poll;
}

/** Answers with the link of a mail, for the one it was sent to; LINK_EXPIRED when it answers no more. */
export async function answerDatePollByLink(input: unknown): Promise<Invitation> {
  const { token, votes } = parseInput(answerDatePollByLinkInput, input);
  const { inviteeId, meetingId } = await linkFor(token);
  return transact(null, async (tx, record) => {
    const poll = await lockPoll(tx, meetingId);
    const invitee = inviteeOf(poll.meeting, inviteeId);
    await keepVotes(tx, record, { poll, invitee, votes });
    return { meeting: poll.meeting, invitee };
  });
}

/** Answers as oneself, on the page of the meeting. */
export async function answerDatePoll(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, votes } = parseInput(answerDatePollInput, input);
  const { id } = await ownInvitee(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const poll = await lockPoll(tx, meetingId);
    await keepVotes(tx, record, { poll, invitee: inviteeOf(poll.meeting, id), votes });
    return poll.meeting;
  });
}

/** Two organisers who ask again within this time have asked once, ms: ten minutes. */
const ONE_REMINDER_MS = 600_000;

/** Asks again those who have not answered for every slot, and nobody else. */
export async function remindDatePoll(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId } = parseInput(remindDatePollInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const poll = await lockPoll(tx, meetingId);
    demandPolling(poll);
    if (poll.unanswered.length === 0) throw conflict('Tous les invités ont répondu.');
    if (poll.remindedAt && +now() - +poll.remindedAt < ONE_REMINDER_MS)
      throw conflict('Une relance vient de partir. Attendez dix minutes avant la suivante.');
    await remindUnanswered(tx, record, poll, viewer);
    return lockMeeting(tx, meetingId);
  });
}

/** Sends the reminder of a locked poll, and keeps when. */
export async function remindUnanswered(
  tx: Tx,
  record: RecordChange,
  poll: PollView,
  by: Writer | null = null,
): Promise<void> {
  await tellPolled(tx, poll, { news: 'REMINDED', invitees: poll.unanswered, by });
  await tx.datePoll.update({ where: { meetingId: poll.meeting.id }, data: { remindedAt: now() } });
  if (poll.unanswered.length > 0) await recordPoll(record, 'poll.reminded', poll);
}
