// The conventions that an agenda may draw on: the meeting's own, the one it continues and those that continue it, because
// the year to come is prepared in meetings of the year that ends. Each only for who sees it.
import { prisma, type Tx } from '#prisma/client.ts';
import { invalid } from '../errors.ts';
import type { MeetingView } from '../meetings/meeting-views.ts';
import { visibleConventions, visibleConventionsSql } from '../permissions.ts';
import { sharedRead } from '../shared-reads.ts';
import type { Viewer } from '../viewers.ts';
import type { ConventionState } from '../vocabulary.ts';

/** A convention that points come from. */
export interface SourceConvention {
  id: string;
  title: string;
  year: number;
  state: ConventionState;
}

/** Where a point comes from: at most one of the four, that of a task having two ids. */
export interface Source {
  occurrenceId?: string | null;
  threadId?: string | null;
  outcomeMeetingId?: string | null;
  outcomeBlockId?: string | null;
  blockId?: string | null;
}

async function readAround(viewer: Viewer, id: string, client: Tx): Promise<SourceConvention[]> {
  const isNeighbour = { archivedAt: null, OR: [{ previousId: id }, { next: { some: { id } } }] };
  const found = await client.convention.findMany({
    where: { AND: [{ OR: [{ id }, isNeighbour] }, visibleConventions(viewer)] },
    select: { id: true, title: true, year: true, state: true },
    orderBy: [{ year: 'desc' }, { id: 'asc' }],
  });
  return found.sort((one, other) => Number(other.id === id) - Number(one.id === id));
}

/**
 * The convention with this id, that of a meeting, then its living neighbours that the viewer sees, the latest year first. Few: a
 * convention continues one, and is continued once a year.
 */
export const readChain = sharedRead<readonly SourceConvention[]>((viewer, id) => readAround(viewer, id, prisma));

/** Refuses a source of a convention that the meeting has nothing to do with, or that the viewer does not see. */
export async function demandSource(tx: Tx, viewer: Viewer, meeting: MeetingView, source: Source): Promise<void> {
  const { occurrenceId, threadId, outcomeMeetingId, outcomeBlockId, blockId } = source;
  const given = [occurrenceId, threadId, outcomeBlockId, blockId].filter(Boolean);
  if (given.length === 0) return;
  if (given.length > 1) throw invalid({ title: 'Un point vient d’une seule origine.' });
  const conventionId = { in: (await readAround(viewer, meeting.conventionId, tx)).map(({ id }) => id) };
  const count =
    (occurrenceId && (await tx.occurrence.count({ where: { id: occurrenceId, obligation: { conventionId } } }))) ||
    (threadId && (await tx.thread.count({ where: { id: threadId, conventionId } }))) ||
    (outcomeMeetingId &&
      outcomeBlockId &&
      (await tx.outcome.count({
        where: { meetingId: outcomeMeetingId, blockId: outcomeBlockId, meeting: { conventionId } },
      }))) ||
    (blockId && (await tx.programmeItem.count({ where: { blockId, conventionId } })));
  if (!count) throw invalid({ title: 'L’origine de ce point n’existe plus, ou ne concerne pas cette convention.' });
}

/**
 * The convention that each of these points comes from, by the point's id; one statement. What was typed, what is gone and
 * what the viewer may not see are left out. The viewer was judged on the meetings by who gives the ids.
 */
export async function readSourceConventions(
  viewer: Viewer,
  itemIds: readonly string[],
): Promise<Map<string, SourceConvention>> {
  // The same block may stand in two years: the meeting's own is meant.
  const rows = await prisma.$queryRaw<(SourceConvention & { itemId: string })[]>`
    select a.id as "itemId", c.id, c.title, c.year, c.state::text as state
    from "AgendaItem" a
    join "Meeting" m on m.id = a."meetingId"
    join "Convention" own on own.id = m."conventionId"
    left join "Occurrence" o on o.id = a."occurrenceId"
    left join "Obligation" ob on ob.id = o."obligationId"
    left join "Thread" t on t.id = a."threadId"
    left join "Meeting" earlier on earlier.id = a."outcomeMeetingId"
    left join lateral (
      select i."conventionId" from "ProgrammeItem" i
      where i."blockId" = a."blockId" and i."conventionId" in (
        select n.id from "Convention" n
        where n.id in (own.id, own."previousId") or n."previousId" = own.id)
      order by i."conventionId" = own.id desc, i."conventionId" limit 1
    ) passage on true
    join "Convention" c
      on c.id = coalesce(ob."conventionId", t."conventionId", earlier."conventionId", passage."conventionId")
    where a.id = any(${[...itemIds]}::uuid[]) and ${visibleConventionsSql(viewer)}`;
  return new Map(rows.map(({ itemId, ...convention }) => [itemId, convention]));
}
