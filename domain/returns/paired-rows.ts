// Which row of a table as it went out is which row of the file's, and which of the others can be suggested as rows. Pure; called by
// read-changes.ts.
import { alignBlocks } from '../comparison/alignment.ts';
import type { GridCell } from '../texts/text-sequence.ts';
import type { ReturnedCell, ReturnedTable } from '../written/returned-text.ts';
import type { By } from './returned-blocks.ts';

/** A row as it went out. */
export interface SentRow {
  id: string | null;
  words: string;
  /** How many. */
  cells: number;
  /** It was suggested then, and went out as put in. */
  isPending: boolean;
}

/** In the order of both: a row that both have, one that is gone, one that came. Ranks count rows of the one and of the other. */
export type RowStep =
  | { kind: 'kept'; row: number; given: number }
  | { kind: 'gone'; row: number }
  | { kind: 'came'; given: number };

export const wordsOfRow = (cells: readonly Pick<ReturnedCell, 'paragraphs'>[]): string =>
  cells.flatMap(({ paragraphs }) => paragraphs.map(({ runs }) => runs.map(({ text }) => text).join(''))).join(' ');

/** The words of a row that nobody put in. */
export const formerWords = (cells: readonly ReturnedCell[]): string =>
  wordsOfRow(
    standing(cells).map(({ paragraphs }) => ({
      paragraphs: paragraphs.map((one) => ({ ...one, runs: one.runs.filter(({ inserted }) => !inserted) })),
    })),
  );

/** The cells of a row that were there before somebody put others in among them. */
export const standing = (cells: readonly ReturnedCell[]) => cells.filter(({ change }) => !change?.inserted);

/** Whether no cell reaches beyond its row and column, and all rows are as long. */
export const arePlainRows = (rows: readonly (readonly ReturnedCell[])[]): boolean =>
  rows.every(
    (cells) =>
      cells.length === rows[0]?.length &&
      cells.every(({ colspan, rowspan, merged }) => colspan === 1 && rowspan === 1 && !merged),
  );

const NEW = 'NEW';
const KNOWN = 'KNOWN';

/** The row of the text that each row of the file is; -1: none. A row that stands elsewhere than it did came anew. */
function formerRows(sent: readonly SentRow[], { rows, lines = [], change }: ReturnedTable): number[] {
  const known = new Set(sent.flatMap(({ id }) => id ?? []));
  const isNew = (given: number) => change?.inserted === undefined && lines[given]?.inserted !== undefined;
  const isPlain = lines.every(({ rowId }, given) => !isNew(given) && !known.has(rowId ?? ''));
  if (isPlain && sent.length === rows.length) return [...sent.keys()];
  const { formerOf, moved } = alignBlocks(
    sent.map(({ id, words, isPending }) => ({ id, previousId: null, kind: isPending ? NEW : KNOWN, text: words })),
    rows.map((cells, given) => {
      const { rowId } = lines[given] ?? {};
      const id = rowId !== undefined && known.has(rowId) ? rowId : null;
      return {
        id,
        previousId: null,
        kind: isNew(given) ? NEW : KNOWN,
        text: isNew(given) ? wordsOfRow(cells) : formerWords(cells),
      };
    }),
  );
  const former = formerOf.map((row, given) => (moved.has(given) ? -1 : row));
  const isUnknown = (given: number) => !isNew(given) && lines[given]?.rowId === undefined;
  pairByPlace(former, new Set(formerOf), { sent, rows, isUnknown });
  return former;
}

/** As many rows between two that both have are the same ones, whatever they say now. */
function pairByPlace(
  former: number[],
  taken: ReadonlySet<number>,
  {
    sent,
    rows,
    isUnknown,
  }: { sent: readonly SentRow[]; rows: ReturnedTable['rows']; isUnknown(given: number): boolean },
): void {
  const isPlain = arePlainRows(rows);
  let [given, row] = [0, 0];
  for (let end = 0; end <= former.length; end += 1) {
    const reached = end === former.length ? sent.length : (former[end] as number);
    if (reached === -1) continue;
    const free = range(row, reached).filter((one) => !taken.has(one) && !sent[one]?.isPending);
    const unknown = range(given, end).filter(isUnknown);
    const isAlike =
      free.length === unknown.length &&
      (isPlain || unknown.every((one, rank) => standing(rows[one] ?? []).length === sent[free[rank] as number]?.cells));
    if (isAlike) for (const [rank, one] of unknown.entries()) former[one] = free[rank] as number;
    [given, row] = [end + 1, reached + 1];
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** What the file does to the rows of a table, in order. */
export function pairRows(sent: readonly SentRow[], table: ReturnedTable): RowStep[] {
  const former = formerRows(sent, table);
  const steps: RowStep[] = [];
  let row = 0;
  const goneUpTo = (end: number) => {
    for (; row < end; row += 1) steps.push({ kind: 'gone', row });
  };
  for (const [given, place] of former.entries()) {
    if (place === -1) {
      steps.push({ kind: 'came', given });
      continue;
    }
    goneUpTo(place);
    steps.push({ kind: 'kept', row: place, given });
    row = place + 1;
  }
  goneUpTo(sent.length);
  return steps;
}

/** Whether a cell reaches from above `row` into it. */
export const isCrossed = (grid: readonly (readonly GridCell[])[], row: number): boolean =>
  grid.slice(0, row).some((cells) => cells.some(({ row: from, properties }) => from + properties.rowspan > row));

/** Whether each cell of a row of a file is of it alone, and all of them as wide as the table. */
export const standsAlone = (cells: readonly ReturnedCell[], columns: number): boolean =>
  cells.every(({ rowspan }) => rowspan === 1) && cells.reduce((sum, { colspan }) => sum + colspan, 0) === columns;

/** Whose a row is: who put it in, else whoever put all its words in, for some programs track those alone. */
export function handOfRow(cells: readonly ReturnedCell[], inserted: By | undefined): By {
  if (inserted) return inserted;
  const runs = cells.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.runs));
  const [first] = runs;
  const isOneHand = runs.every((run) => run.inserted && run.inserted.author === first?.inserted?.author);
  return isOneHand ? (first?.inserted ?? null) : null;
}
