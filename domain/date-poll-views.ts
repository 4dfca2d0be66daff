// Date polls as they are shown and judged: what was answered to each slot, what speaks against it, and which one is best.
// The verbs are date-polls.ts and date-poll-answers.ts.
import { prisma, type Tx } from '#prisma/client.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { dayAt } from './calendar.ts';
import { comesFor, type InviteeView, type MeetingView, mdadtNames, meetingRow, nameOf } from './meeting-views.ts';
import { territories, type VoteAnswer } from './vocabulary.ts';
import { publicHoliday } from './work-calendar.ts';

/** What a poll is read with. */
export const pollRow = {
  slots: { include: { votes: true }, orderBy: [{ startsAt: 'asc' }, { endsAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.DatePollInclude;

type PollRow = Prisma.DatePollGetPayload<{ include: typeof pollRow }>;

/** What may speak against a slot. */
export const slotChecks = ['REQUIRED_NO', 'TERRITORY_NO', 'PUBLIC_HOLIDAY'] as const;
export type SlotCheck = (typeof slotChecks)[number];

/** One thing that speaks against a slot, in a sentence. */
export interface SlotWarning {
  check: SlotCheck;
  words: string;
}

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

function warningsOf({ startsAt }: { startsAt: Date }, votes: readonly SlotVote[], meeting: MeetingView): SlotWarning[] {
  const refused = new Set(votes.flatMap(({ invitee, answer }) => (answer === 'NO' ? [invitee.id] : [])));
  const holiday = publicHoliday(dayAt(startsAt));
  const required = meeting.invitees.filter(({ id, required }) => required && refused.has(id));
  const absent = territories.filter((territory) => {
    const people = meeting.invitees.filter((invitee) => comesFor(invitee)?.unit?.territory === territory);
    return people.length > 0 && people.every(({ id }) => refused.has(id));
  });
  return [
    ...absent.map((territory) => ({
      check: 'TERRITORY_NO' as const,
      words: `${mdadtNames[territory]} : toutes les personnes invitées ont répondu non.`,
    })),
    ...required.map((invitee) => ({
      check: 'REQUIRED_NO' as const,
      words: `${nameOf(invitee)} a répondu non, et sa présence est requise.`,
    })),
    ...(holiday ? [{ check: 'PUBLIC_HOLIDAY' as const, words: `Ce jour est férié (${holiday}).` }] : []),
  ];
}

/** The poll of a meeting as rows give it; votes of those who are no longer invited do not count. */
export function pollView(meeting: MeetingView, row: PollRow): PollView {
  const invitees = new Map(meeting.invitees.map((invitee) => [invitee.id, invitee]));
  const slots = row.slots.map((slot): SlotView => {
    const votes = slot.votes.flatMap(({ inviteeId, answer, at }) => {
      const invitee = invitees.get(inviteeId);
      return invitee ? [{ invitee, answer, at }] : [];
    });
    return { ...slot, votes, warnings: warningsOf(slot, votes, meeting) };
  });
  const hasAnswered = ({ id }: InviteeView) =>
    slots.every(({ votes }) => votes.some(({ invitee }) => invitee.id === id));
  return { ...row, meeting, slots, unanswered: meeting.invitees.filter((invitee) => !hasAnswered(invitee)) };
}

/** The polls of meetings, by meeting; those without one are left out. The viewer was judged by who gives the ids. */
export async function readPolls(meetingIds: readonly string[]): Promise<Map<string, PollView>> {
  const rows = await prisma.datePoll.findMany({
    where: { meetingId: { in: [...meetingIds] } },
    include: { ...pollRow, meeting: { include: meetingRow } },
  });
  return new Map(rows.map(({ meeting, ...row }) => [meeting.id, pollView(meeting, row)]));
}

/** The poll of a meeting that the transaction has locked; null when it has none. */
export async function readPollOf(tx: Tx, meeting: MeetingView): Promise<PollView | null> {
  const row = await tx.datePoll.findUnique({ where: { meetingId: meeting.id }, include: pollRow });
  return row && pollView(meeting, row);
}

/** Who refuses less, who comes surely, who comes if need be, and then the earliest. */
const merits = (slot: SlotView): number[] => [
  -slot.warnings.length,
  -countOf(slot, 'NO'),
  countOf(slot, 'YES'),
  countOf(slot, 'IF_NEED_BE'),
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

/** Whether those invited are still asked when they can come. */
export const isPolled = ({ poll }: MeetingView): boolean => poll !== null && poll.closedAt === null;
