// What an agenda may be drawn from: what is owed late or soon, threads of the text that are not resolved, tasks that
// earlier meetings left open, passages found by words. Never what is on the agenda already.
import { prisma } from '#prisma/client.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { addDays, type Day, dayAt, fromColumn, today } from './calendar.ts';
import { type AgendaSource, suggestAgendaInput } from './inputs/agenda.ts';
import { parseInput } from './inputs/parse.ts';
import { type MeetingView, readMeeting } from './meeting-views.ts';
import { stateSql } from './occurrence-sql.ts';
import type { Viewer } from './viewers.ts';
import type { OccurrenceState } from './vocabulary.ts';

/** A point that may be added, with where it comes from. */
export interface AgendaSuggestion {
  source: AgendaSource;
  title: string;
  dueOn: Day | null;
  isLate: boolean;
  occurrenceId?: string;
  threadId?: string;
  outcomeMeetingId?: string;
  outcomeBlockId?: string;
  blockId?: string;
}

/** Days before the meeting's own within which what is due is worth a point. */
const SOON_DAYS = 60;

/** Of each source: more is a list to look through, which other pages are for. */
const MOST = 20;

/** Characters of a point's title. */
const TITLE = 200;

function titleOf(words: string): string {
  const oneLine = words.replace(/\s+/g, ' ').trim();
  return oneLine.length > TITLE
    ? `${oneLine
        .slice(0, TITLE)
        .replace(/\p{Surrogate}$/u, '')
        .trimEnd()}…`
    : oneLine;
}

/** What is owed and late, or due until shortly after the meeting; and what it aims at, whenever that is due. */
async function owed({ conventionId, startsAt, aims }: MeetingView): Promise<AgendaSuggestion[]> {
  const aimed = aims.map(({ occurrenceId }) => occurrenceId);
  const until = addDays(dayAt(startsAt), SOON_DAYS);
  const found = await prisma.$queryRaw<{ id: string; title: string; dueOn: Day; state: OccurrenceState }[]>`
    select * from (
      select o.id, ob.title, o."dueOn"::text as "dueOn", (${stateSql()}) as state
      from "Occurrence" o join "Obligation" ob on ob.id = o."obligationId"
      where ob."conventionId" = ${conventionId}::uuid and ob."withdrawnAt" is null
        and (o."dueOn" <= ${until}::date or o.id = any(${aimed}::uuid[]))
    ) due where state in ('LATE', 'TO_PLAN', 'PLANNED') order by "dueOn", id limit ${MOST}`;
  return found.map(({ id, title, dueOn, state }) => ({
    source: 'OBLIGATION',
    title: titleOf(title),
    dueOn,
    isLate: state === 'LATE',
    occurrenceId: id,
  }));
}

/** Threads that nobody has resolved; a text that is adopted has none to discuss. */
async function discussed({ conventionId, convention }: MeetingView): Promise<AgendaSuggestion[]> {
  if (!['DRAFT', 'IN_REVIEW', 'OPINION_GIVEN'].includes(convention.state)) return [];
  const threads = await prisma.thread.findMany({
    where: { conventionId, resolvedAt: null, comments: { some: { deletedAt: null } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  const items = await prisma.programmeItem.findMany({
    where: { conventionId, blockId: { in: threads.map(({ blockId }) => blockId) } },
  });
  return threads.map(({ id, quotation, blockId }) => {
    const words = quotation || items.find((item) => item.blockId === blockId)?.text || 'un passage du texte';
    return { source: 'THREAD', title: titleOf(`Discuter « ${words} »`), dueOn: null, isLate: false, threadId: id };
  });
}

/** Tasks that earlier meetings of the convention left open: those of the same kind of meeting first. */
async function leftOpen({ id, conventionId, kind, startsAt }: MeetingView): Promise<AgendaSuggestion[]> {
  const tasks = await prisma.outcome.findMany({
    where: {
      kind: 'TASK',
      doneOn: null,
      archivedAt: null,
      meeting: { id: { not: id }, conventionId, state: { not: 'CANCELLED' }, startsAt: { lt: startsAt } },
    },
    include: { meeting: { select: { kind: true } } },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { meetingId: 'asc' }, { position: 'asc' }],
  });
  const isOther = (task: (typeof tasks)[number]) => Number(task.meeting.kind !== kind);
  return tasks
    .sort((one, other) => isOther(one) - isOther(other))
    .slice(0, MOST)
    .map(({ meetingId, blockId, text, dueOn }) => ({
      source: 'TASK',
      title: titleOf(text),
      dueOn: dueOn && fromColumn(dueOn),
      isLate: dueOn !== null && fromColumn(dueOn) < today(),
      outcomeMeetingId: meetingId,
      outcomeBlockId: blockId,
    }));
}

/** Passages that hold each of the words. */
async function passages({ conventionId }: MeetingView, words: string | null): Promise<AgendaSuggestion[]> {
  if (!words) return [];
  const patterns = words.split(/\s+/).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const found = await prisma.$queryRaw<{ blockId: string; number: string | null; text: string }[]>`
    select "blockId", number, text from "ProgrammeItem"
    where "conventionId" = ${conventionId}::uuid and "archivedAt" is null
      and ${Prisma.join(
        patterns.map((pattern) => Prisma.sql`text ilike ${pattern}`),
        ' and ',
      )}
    order by position limit ${MOST}`;
  return found.map(({ blockId, number, text }) => ({
    source: 'PASSAGE',
    title: titleOf([number, text].filter(Boolean).join(' ')),
    dueOn: null,
    isLate: false,
    blockId,
  }));
}

type Origin = {
  [Name in 'occurrenceId' | 'threadId' | 'outcomeMeetingId' | 'outcomeBlockId' | 'blockId']?: string | null;
};

/** What tells two origins apart. */
const keyOf = ({ occurrenceId, threadId, outcomeMeetingId, outcomeBlockId, blockId }: Origin): string =>
  [occurrenceId, threadId, outcomeMeetingId, outcomeBlockId, blockId].map((id) => id ?? '').join(' ');

/** What the agenda of a meeting that the viewer sees may be drawn from. */
export async function suggestAgenda(viewer: Viewer, input: unknown): Promise<AgendaSuggestion[]> {
  const { meetingId, words } = parseInput(suggestAgendaInput, input);
  const meeting = await readMeeting(viewer, meetingId);
  const found = await Promise.all([owed(meeting), leftOpen(meeting), discussed(meeting), passages(meeting, words)]);
  const taken = new Set(meeting.agenda.map(keyOf));
  return found.flat().filter((suggestion) => !taken.has(keyOf(suggestion)));
}
