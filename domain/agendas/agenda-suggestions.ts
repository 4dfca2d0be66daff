// What an agenda may be drawn from: what is owed late or soon, threads of the text that are not resolved, tasks that
// earlier meetings left open, passages found by words; of the meeting's convention and of those beside it, as the viewer
// sees them. Never what is on the agenda already.

import { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { addDays, type Day, dayAt, today } from '../calendar.ts';
import { type MeetingView, readMeeting } from '../meetings/meeting-views.ts';
import { stateSql, titleSql } from '../obligations/occurrence-sql.ts';
import { owedStates } from '../obligations/occurrences.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import type { AgendaSource, ConventionState, OccurrenceState } from '../vocabulary.ts';
import { readChain, type Source, type SourceConvention } from './agenda-sources.ts';
import { suggestAgendaInput } from './inputs.ts';

/** A point that may be added, with where it comes from. */
export interface AgendaSuggestion extends Source {
  source: AgendaSource;
  title: string;
  dueOn: Day | null;
  isLate: boolean;
  /** The meeting's own, or one beside it. */
  convention: SourceConvention;
}

/** A suggestion before its convention is looked up. */
type Found = Omit<AgendaSuggestion, 'convention'> & { conventionId: string };

/** Days before the meeting's own within which what is due is worth a point. */
const SOON_DAYS = 60;

/** Of each source: more is a list to look through, which other pages are for. */
const MOST = 20;

/** Characters of a point's title. */
const TITLE = 200;

/** Words of the text as the title of a point: on one line, cut. */
export function titleOf(words: string): string {
  const oneLine = words.replace(/\s+/g, ' ').trim();
  return oneLine.length > TITLE
    ? `${oneLine
        .slice(0, TITLE)
        .replace(/\p{Surrogate}$/u, '')
        .trimEnd()}…`
    : oneLine;
}

const idsOf = (chain: readonly SourceConvention[]): string[] => chain.map(({ id }) => id);

/**
 * What is owed and late, or due until shortly after the meeting; and what it aims at, whenever that is due. Beside the
 * meeting's own convention, those whose words bind: nothing is owed by a draft, nor any more by what is over.
 */
async function owed(meeting: MeetingView, chain: readonly SourceConvention[]): Promise<Found[]> {
  const aimed = meeting.aims.map(({ occurrenceId }) => occurrenceId);
  const until = addDays(meeting.startsAt ? dayAt(meeting.startsAt) : today(), SOON_DAYS);
  const binding = chain.filter(({ id, state }) => id === meeting.conventionId || owedStates.includes(state));
  const found = await prisma.$queryRaw<
    { id: string; title: string; dueOn: Day; state: OccurrenceState; conventionId: string }[]
  >`
    select * from (
      select o.id, ${titleSql} as title, o."dueOn"::text as "dueOn", (${stateSql()}) as state, ob."conventionId"
      from "Occurrence" o join "Obligation" ob on ob.id = o."obligationId"
      where ob."conventionId" = any(${idsOf(binding)}::uuid[]) and ob."withdrawnAt" is null
        and (o."dueOn" <= ${until}::date or o.id = any(${aimed}::uuid[]))
    ) due where state in ('LATE', 'TO_PLAN', 'PLANNED') order by "dueOn", id limit ${MOST}`;
  return found.map(({ id, title, dueOn, state, conventionId }) => ({
    source: 'OBLIGATION',
    title: titleOf(title),
    dueOn,
    isLate: state === 'LATE',
    occurrenceId: id,
    conventionId,
  }));
}

/** States of a text in which threads are there to be resolved; once adopted it has none to discuss. */
const discussedStates: readonly ConventionState[] = ['DRAFT', 'IN_REVIEW', 'OPINION_GIVEN'];

/** Threads that nobody has resolved. */
async function discussed(chain: readonly SourceConvention[]): Promise<Found[]> {
  const open = chain.filter(({ state }) => discussedStates.includes(state));
  const threads = await prisma.thread.findMany({
    where: { conventionId: { in: idsOf(open) }, resolvedAt: null, comments: { some: { deletedAt: null } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  const items = await prisma.programmeItem.findMany({
    where: { OR: threads.map(({ conventionId, blockId }) => ({ conventionId, blockId })) },
  });
  return threads.map(({ id, quotation, blockId, conventionId }) => {
    const item = items.find((one) => one.blockId === blockId && one.conventionId === conventionId);
    const title = titleOf(`Discuter «\u00a0${quotation || item?.text || 'un passage du texte'}\u00a0»`);
    return { source: 'THREAD', title, dueOn: null, isLate: false, threadId: id, conventionId };
  });
}

/** Tasks that earlier meetings left open: those of the same kind of meeting first, then by due day. */
async function leftOpen(meeting: MeetingView, chain: readonly SourceConvention[]): Promise<Found[]> {
  const { id, kind, startsAt } = meeting;
  const tasks = await prisma.$queryRaw<
    { meetingId: string; blockId: string; text: string; dueOn: Day | null; conventionId: string }[]
  >`
    select t."meetingId", t."blockId", t.text, t."dueOn"::text as "dueOn", m."conventionId"
    from "Outcome" t join "Meeting" m on m.id = t."meetingId"
    where m."conventionId" = any(${idsOf(chain)}::uuid[]) and m.id <> ${id}::uuid and m.state <> 'CANCELLED'
      and m."startsAt" < ${startsAt} and t.kind = 'TASK' and t."doneOn" is null and t."archivedAt" is null
    order by m.kind::text <> ${kind}, t."dueOn" asc nulls last, t."meetingId", t.position limit ${MOST}`;
  return tasks.map(({ meetingId, blockId, text, dueOn, conventionId }) => ({
    source: 'TASK',
    title: titleOf(text),
    dueOn,
    isLate: dueOn !== null && dueOn < today(),
    outcomeMeetingId: meetingId,
    outcomeBlockId: blockId,
    conventionId,
  }));
}

/**
 * Passages that hold each of the words, the meeting's own text first. What a year says in the same words as that text is
 * the same passage, and is left out.
 */
async function passages(meeting: MeetingView, chain: readonly SourceConvention[], words: string): Promise<Found[]> {
  const own = Prisma.sql`${meeting.conventionId}::uuid`;
  const patterns = words.split(' ').map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const found = await prisma.$queryRaw<
    { blockId: string; number: string | null; text: string; conventionId: string }[]
  >`
    select i."blockId", i.number, i.text, i."conventionId"
    from "ProgrammeItem" i join "Convention" c on c.id = i."conventionId"
    where c.id = any(${idsOf(chain)}::uuid[]) and i."archivedAt" is null
      and ${Prisma.join(
        patterns.map((pattern) => Prisma.sql`i.text ilike ${pattern}`),
        ' and ',
      )}
      and (c.id = ${own} or not exists (
        select 1 from "ProgrammeItem" same
        where same."conventionId" = ${own} and same."archivedAt" is null and same.text = i.text))
    order by c.id = ${own} desc, c.year desc, c.id, i.position limit ${MOST}`;
  return found.map(({ blockId, number, text, conventionId }) => ({
    source: 'PASSAGE',
    title: titleOf([number, text].filter(Boolean).join(' ')),
    dueOn: null,
    isLate: false,
    blockId,
    conventionId,
  }));
}

/** What tells two origins apart. */
const keyOf = ({ occurrenceId, threadId, outcomeMeetingId, outcomeBlockId, blockId }: Source): string =>
  [occurrenceId, threadId, outcomeMeetingId, outcomeBlockId, blockId].map((id) => id ?? '').join(' ');

/** What the agenda of a meeting that the viewer sees may be drawn from. */
export async function suggestAgenda(viewer: Viewer, input: unknown): Promise<AgendaSuggestion[]> {
  const { meetingId, words } = parseInput(suggestAgendaInput, input);
  const meeting = await readMeeting(viewer, meetingId);
  const chain = await readChain(viewer, meeting.conventionId);
  const found = await Promise.all([
    owed(meeting, chain),
    leftOpen(meeting, chain),
    discussed(chain),
    words ? passages(meeting, chain, words) : [],
  ]);
  const taken = new Set(meeting.agenda.map(keyOf));
  return found.flat().flatMap(({ conventionId, ...suggestion }) => {
    const convention = chain.find(({ id }) => id === conventionId);
    return convention && !taken.has(keyOf(suggestion)) ? [{ ...suggestion, convention }] : [];
  });
}
