// Keeps the rows of an obligation's occurrences in step with its terms. Called by the verbs of obligations.ts in their
// transaction. What somebody already did for an occurrence is never lost; what nobody touched follows the new terms.
import type { Tx } from '#prisma/client.ts';
import { fromColumn, toColumn } from './calendar.ts';
import { type Span, spansOf, type Terms } from './occurrences.ts';

interface Row extends Span {
  id: string;
  rank: number;
  touched: boolean;
  /** Added by hand, for a request or an event: no span of the terms stands for it. */
  occasional: boolean;
}

async function readRows(tx: Tx, obligationId: string): Promise<Row[]> {
  const rows = await tx.occurrence.findMany({
    where: { obligationId },
    include: { _count: { select: { evidence: true } } },
    orderBy: { rank: 'asc' },
  });
  return rows.map(({ id, rank, startsOn, dueOn, plannedOn, occasion, notApplicableReason, _count }) => ({
    id,
    rank,
    startsOn: fromColumn(startsOn),
    dueOn: fromColumn(dueOn),
    occasional: occasion !== null,
    touched: occasion !== null || plannedOn !== null || notApplicableReason !== null || _count.evidence > 0,
  }));
}

const take = <Item>(items: Item[], fits: (item: Item) => boolean): Item | undefined => {
  const index = items.findIndex(fits);
  return index < 0 ? undefined : items.splice(index, 1)[0];
};

/** Pairs rows with the spans they go on standing for; gives what has no partner. */
function pair(rows: readonly Row[], spans: readonly Span[]) {
  const free = [...spans];
  const kept: { row: Row; span: Span }[] = [];
  const rounds: ((row: Row) => (span: Span) => boolean)[] = [
    (row) => (span) => span.startsOn === row.startsOn && span.dueOn === row.dueOn,
    (row) => (span) => span.startsOn <= row.dueOn && row.dueOn <= span.dueOn,
    () => () => true,
  ];
  let left = rows.filter(({ occasional }) => !occasional);
  // What somebody did chooses before what nobody touched.
  left.sort((one, other) => Number(other.touched) - Number(one.touched) || one.rank - other.rank);
  for (const fits of rounds)
    left = left.filter((row) => {
      const span = take(free, fits(row));
      if (span) kept.push({ row, span });
      return !span;
    });
  return { kept, added: free, dropped: left.filter(({ touched }) => !touched) };
}

async function moveRow(tx: Tx, { row, span }: { row: Row; span: Span }): Promise<void> {
  if (row.startsOn === span.startsOn && row.dueOn === span.dueOn) return;
  const data = { startsOn: toColumn(span.startsOn), dueOn: toColumn(span.dueOn), version: { increment: 1 } };
  await tx.occurrence.update({ where: { id: row.id }, data });
  // Another due date is another thing to be reminded of.
  if (row.dueOn !== span.dueOn) await tx.reminder.deleteMany({ where: { occurrenceId: row.id } });
}

/** Ranks from 1 in order of due date, after adding, moving or dropping. The obligation's row is locked. */
export async function rankOccurrences(tx: Tx, obligationId: string): Promise<void> {
  // In two steps: a rank is taken until the row that has it moves away.
  await tx.$executeRaw`update "Occurrence" set rank = -rank where "obligationId" = ${obligationId}::uuid`;
  await tx.$executeRaw`
    update "Occurrence" set rank = ranked.rank from (
      select id, row_number() over (order by "dueOn", "startsOn", -rank, id) as rank
      from "Occurrence" where "obligationId" = ${obligationId}::uuid
    ) as ranked where "Occurrence".id = ranked.id`;
}

/** Makes the rows what `terms` ask for. The obligation's row is locked, or was just written. */
export async function writeOccurrences(tx: Tx, obligationId: string, terms: Terms): Promise<void> {
  const rows = await readRows(tx, obligationId);
  const { kept, added, dropped } = pair(rows, spansOf(terms));
  await tx.occurrence.deleteMany({ where: { id: { in: dropped.map(({ id }) => id) } } });
  for (const partners of kept) await moveRow(tx, partners);
  const last = Math.max(0, ...rows.map(({ rank }) => rank));
  await tx.occurrence.createMany({
    data: added.map(({ startsOn, dueOn }, index) => ({
      obligationId,
      rank: last + 1 + index,
      startsOn: toColumn(startsOn),
      dueOn: toColumn(dueOn),
    })),
  });
  await rankOccurrences(tx, obligationId);
}
