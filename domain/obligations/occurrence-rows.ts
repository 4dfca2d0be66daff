// Keeps the rows of an obligation's occurrences in step with its terms. Called by the verbs of obligations.ts in their
// transaction. What somebody already did for an occurrence is never lost; what nobody touched follows the new terms.
import type { Tx } from '#prisma/client.ts';
import { fromColumn, toColumn } from '../calendar.ts';
import { type Due, duesOf, type Terms } from './occurrences.ts';

interface Row extends Due {
  id: string;
  rank: number;
  touched: boolean;
  /** Added by hand, for a request or an event: nothing of the terms stands for it. */
  occasional: boolean;
}

async function readRows(tx: Tx, obligationId: string): Promise<Row[]> {
  const rows = await tx.occurrence.findMany({
    where: { obligationId },
    include: { _count: { select: { evidence: true } } },
    orderBy: { rank: 'asc' },
  });
  return rows.map(({ id, rank, startsOn, dueOn, plannedOn, occasion, piece, notApplicableReason, _count }) => ({
    id,
    rank,
    startsOn: fromColumn(startsOn),
    dueOn: fromColumn(dueOn),
    piece,
    occasional: occasion !== null,
    touched: occasion !== null || plannedOn !== null || notApplicableReason !== null || _count.evidence > 0,
  }));
}

const take = <Item>(items: Item[], fits: (item: Item) => boolean): Item | undefined => {
  const index = items.findIndex(fits);
  return index < 0 ? undefined : items.splice(index, 1)[0];
};

/** Pairs rows with what they go on standing for, by document before by time; gives what has no partner. */
function pair(rows: readonly Row[], dues: readonly Due[]) {
  const free = [...dues];
  const kept: { row: Row; due: Due }[] = [];
  const times: ((row: Row, due: Due) => boolean)[] = [
    (row, due) => due.startsOn === row.startsOn && due.dueOn === row.dueOn,
    (row, due) => due.startsOn <= row.dueOn && row.dueOn <= due.dueOn,
    () => true,
  ];
  const rounds: ((row: Row) => (due: Due) => boolean)[] = [
    ...times.map((fits) => (row: Row) => (due: Due) => due.piece === row.piece && fits(row, due)),
    // What was given as one document is not taken for another.
    ...times.map((fits) => (row: Row) => (due: Due) => !(row.touched && row.piece && due.piece) && fits(row, due)),
  ];
  let left = rows.filter(({ occasional }) => !occasional);
  // What somebody did chooses before what nobody touched.
  left.sort((one, other) => Number(other.touched) - Number(one.touched) || one.rank - other.rank);
  for (const fits of rounds)
    left = left.filter((row) => {
      const due = take(free, fits(row));
      if (due) kept.push({ row, due });
      return !due;
    });
  return { kept, added: free, dropped: left.filter(({ touched }) => !touched) };
}

async function moveRow(tx: Tx, { row, due }: { row: Row; due: Due }): Promise<void> {
  const { startsOn, dueOn, piece } = due;
  if (row.startsOn === startsOn && row.dueOn === dueOn && row.piece === piece) return;
  const data = { startsOn: toColumn(startsOn), dueOn: toColumn(dueOn), piece, version: { increment: 1 } };
  await tx.occurrence.update({ where: { id: row.id }, data });
  // Another due date is another thing to be reminded of.
  if (row.dueOn !== dueOn) await tx.reminder.deleteMany({ where: { occurrenceId: row.id } });
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
  const { kept, added, dropped } = pair(rows, duesOf(terms));
  await tx.occurrence.deleteMany({ where: { id: { in: dropped.map(({ id }) => id) } } });
  for (const partners of kept) await moveRow(tx, partners);
  const last = Math.max(0, ...rows.map(({ rank }) => rank));
  await tx.occurrence.createMany({
    data: added.map(({ startsOn, dueOn, piece }, index) => ({
      obligationId,
      rank: last + 1 + index,
      startsOn: toColumn(startsOn),
      dueOn: toColumn(dueOn),
      piece,
    })),
  });
  await rankOccurrences(tx, obligationId);
}
