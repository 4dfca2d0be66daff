// Which column of a table as it went out is which column of the file's, where no cells of either are merged: of those nobody could say
// what a column is. Pure; called by compared-tables.ts.
import { alignBlocks } from '../comparison/alignment.ts';
import type { GridCell } from '../texts/text-sequence.ts';
import type { ReturnedCell } from '../written/returned-text.ts';
import { formerWords } from './paired-rows.ts';
import type { By } from './returned-blocks.ts';

/** In the order of both: a column that both have, one that is gone, one that came. Ranks count columns of the one and of the other. */
export type ColumnStep =
  | { kind: 'kept'; column: number; given: number }
  | { kind: 'gone'; column: number; by: By }
  | { kind: 'came'; given: number; by: By };

/** A row of the text beside the same row of the file. */
export interface RowPair {
  words: readonly string[];
  cells: readonly ReturnedCell[];
}

type Track = 'inserted' | 'deleted';

/** Whether no cell of a table reaches beyond its row and column, and all rows are as long. */
export const isPlainGrid = (grid: readonly (readonly GridCell[])[], columns: number): boolean =>
  grid.every(
    (cells) =>
      cells.length === columns && cells.every(({ properties: { colspan, rowspan } }) => colspan === 1 && rowspan === 1),
  );

/** Who did the same to all cells of a column. */
function handOf(cells: readonly ReturnedCell[], track: Track): By {
  const hand = cells[0]?.change?.[track];
  return hand && cells.every(({ change }) => change?.[track]) ? hand : null;
}

/** Who put a column in that is new: some programs track its words alone. */
function comeBy(cells: readonly ReturnedCell[]): By {
  const runs = cells.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.runs));
  const isOneHand = runs.every((run) => run.inserted && run.inserted.author === runs[0]?.inserted?.author);
  return handOf(cells, 'inserted') ?? (isOneHand ? (runs[0]?.inserted ?? null) : null);
}

/** What the file does to the columns of a table, by the rows that both have; null: none is the same. */
export function pairColumns(pairs: readonly RowPair[], columns: number, given: number): ColumnStep[] | null {
  const cellsOf = (column: number) => pairs.flatMap(({ cells }) => cells[column] ?? []);
  const ranks = [...Array(given).keys()];
  const known = ranks.filter((column) => handOf(cellsOf(column), 'inserted') === null);
  const former = formerColumns(pairs, columns, { given, known });
  if (former.every((column) => column === -1)) return null;
  const steps: ColumnStep[] = [];
  let column = 0;
  const goneUpTo = (end: number) => {
    for (; column < end; column += 1) steps.push({ kind: 'gone', column, by: null });
  };
  for (const [rank, place] of former.entries()) {
    if (place === -1) {
      // Who put it in took it out again.
      if (!handOf(cellsOf(rank), 'deleted')) steps.push({ kind: 'came', given: rank, by: comeBy(cellsOf(rank)) });
      continue;
    }
    goneUpTo(place);
    const by = handOf(cellsOf(rank), 'deleted');
    steps.push(by ? { kind: 'gone', column: place, by } : { kind: 'kept', column: place, given: rank });
    column = place + 1;
  }
  goneUpTo(columns);
  return steps;
}

/** The column of the text that each column of the file is; -1: none. */
function formerColumns(
  pairs: readonly RowPair[],
  columns: number,
  { given, known }: { given: number; known: readonly number[] },
): number[] {
  const former = Array<number>(given).fill(-1);
  if (known.length === columns) {
    for (const [column, rank] of known.entries()) former[rank] = column;
    return former;
  }
  const sent = Array.from({ length: columns }, (_, column) => pairs.map(({ words }) => words[column] ?? '').join('\n'));
  const back = known.map((rank) => pairs.map(({ cells }) => formerWords(cells.slice(rank, rank + 1))).join('\n'));
  const asBlock = (text: string) => ({ id: null, previousId: null, kind: 'COLUMN', text });
  const { formerOf, moved } = alignBlocks(sent.map(asBlock), back.map(asBlock));
  const places = formerOf.map((column, index) => (moved.has(index) ? -1 : column));
  pairBetween(places, { sent, back, taken: new Set(formerOf) });
  for (const [index, rank] of known.entries()) former[rank] = places[index] ?? -1;
  return former;
}

/** Between two columns that both have, those without words are the same in their order, and so are as many as there were. */
function pairBetween(
  places: number[],
  { sent, back, taken }: { sent: readonly string[]; back: readonly string[]; taken: ReadonlySet<number> },
): void {
  let [index, column] = [0, 0];
  for (let end = 0; end <= places.length; end += 1) {
    const reached = end === places.length ? sent.length : (places[end] as number);
    if (reached === -1) continue;
    const free = [...sent.keys()].slice(column, reached).filter((one) => !taken.has(one));
    const unknown = [...back.keys()].slice(index, end).filter((one) => places[one] === -1);
    const isBlank = (words: string | undefined) => (words ?? '').trim() === '';
    const pairs =
      free.length === unknown.length
        ? [free, unknown]
        : [free.filter((one) => isBlank(sent[one])), unknown.filter((one) => isBlank(back[one]))];
    const [ours = [], theirs = []] = pairs;
    for (const [rank, one] of theirs.slice(0, ours.length).entries()) places[one] = ours[rank] as number;
    [index, column] = [end + 1, reached + 1];
  }
}
