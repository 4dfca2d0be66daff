// Date polls as they are shown and judged: what was answered to each slot, what speaks against it, and which one is best.
// The verbs are date-polls.ts and poll-answers.ts.

import type { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import type { InviteeView, MeetingView } from '../meetings/meeting-views.ts';
import type { VoteAnswer } from '../vocabulary.ts';
import { calendarWarnings } from '../work-calendar.ts';
import { answerWarnings, isGrave, type SlotWarning } from './slot-warnings.ts';

/** What a poll is read with. */
export const pollRow = {
  slots: { include: { votes: true }, orderBy: [{ startsAt: 'asc' }, { endsAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.DatePollInclude;

/** A poll as its row and those of its slots and votes give it. */
export type PollRow = Prisma.DatePollGetPayload<{ include: typeof pollRow }>;

/** What somebody still invited answered to a slot. */
export interface SlotVote {
  invitee: InviteeView;
  answer: VoteAnswer;
  at: Date;
}

/** A slot with what those still invited answered. */
export interface SlotView {
  id: string;
  startsAt: Date;
  endsAt: Date;
  votes: SlotVote[];
  /** What answers and the calendar say against it, to whoever sees the meeting; busy-invitees.ts tells organisers more. */
  warnings: SlotWarning[];
}

/** A poll as it stands, in the order of its slots. */
export interface PollView extends Omit<PollRow, 'slots'> {
  meeting: MeetingView;
  slots: SlotView[];
  /** Those still invited who have not answered for every slot. */
  unanswered: InviteeView[];
}

/** How many gave this answer. */
export const countOf = ({ votes }: SlotView, answer: VoteAnswer): number =>
  votes.filter((vote) => vote.answer === answer).length;

/** The poll of a meeting as rows give it; votes of those who are no longer invited do not count. */
export function pollView(meeting: MeetingView, row: PollRow): PollView {
  const invitees = new Map(meeting.invitees.map((invitee) => [invitee.id, invitee]));
  const slots = row.slots.map((slot): SlotView => {
    const votes = slot.votes.flatMap(({ inviteeId, answer, at }) => {
      const invitee = invitees.get(inviteeId);
      return invitee ? [{ invitee, answer, at }] : [];
    });
    const answers = new Map(votes.map(({ invitee, answer }) => [invitee.id, answer]));
    return { ...slot, votes, warnings: [...answerWarnings(meeting, answers), ...calendarWarnings(slot)] };
  });
  const hasAnswered = ({ id }: InviteeView) =>
    slots.every(({ votes }) => votes.some(({ invitee }) => invitee.id === id));
  return { ...row, meeting, slots, unanswered: meeting.invitees.filter((invitee) => !hasAnswered(invitee)) };
}

/** The rows of the polls of meetings, by meeting; those without one are left out. The viewer was judged by who gives the ids. */
export async function readPollRows(meetingIds: readonly string[], tx: Tx = prisma): Promise<Map<string, PollRow>> {
  const rows = await tx.datePoll.findMany({ where: { meetingId: { in: [...meetingIds] } }, include: pollRow });
  return new Map(rows.map((row) => [row.meetingId, row]));
}

/** The poll of a meeting that the transaction has locked; null when it has none. */
export async function readPollOf(tx: Tx, meeting: MeetingView): Promise<PollView | null> {
  const row = await tx.datePoll.findUnique({ where: { meetingId: meeting.id }, include: pollRow });
  return row && pollView(meeting, row);
}

/**
 * Who refuses less, who comes surely, who comes if need be, what the calendar says less against, and then the earliest. An
 * evening or a Saturday was proposed on purpose: it only decides between equals. Silence is counted by the yes it is not.
 */
const merits = (slot: SlotView): number[] => [
  -slot.warnings.filter(isGrave).length,
  -countOf(slot, 'NO'),
  countOf(slot, 'YES'),
  countOf(slot, 'IF_NEED_BE'),
  -calendarWarnings(slot).length,
  -slot.startsAt.getTime(),
];

/** The slot that suits best so far; null while nobody has answered. */
export function bestSlot({ slots }: PollView): SlotView | null {
  if (slots.every(({ votes }) => votes.length === 0)) return null;
  const compare = (one: SlotView, other: SlotView) => {
    const others = merits(other);
    return (
      merits(one)
        .map((merit, index) => (others[index] ?? 0) - merit)
        .find((less) => less !== 0) ?? 0
    );
  };
  return [...slots].sort(compare)[0] ?? null;
}
