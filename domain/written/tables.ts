// Makes a table of rows as files and clipboards hold them: cells merged downwards become one, short rows are filled, a
// frame of one cell becomes its words. Called by the readers of files and by the paste.
import type { ReturnedCell } from './returned-text.ts';
import type { WrittenBlock, WrittenCell, WrittenParagraph } from './written-text.ts';

/** Columns that one table may span: Word allows 63. */
const SPAN = 63;

/** A row as read. */
export interface RowAsRead {
  header: boolean;
  cells: {
    /** Where it is said of the cell and not of the row. */
    header?: boolean;
    colspan: number;
    /** Rows the cell covers, where the file says it at the first; else 1. */
    rowspan?: number;
    /** The cell belongs to the one above, where the file says it at each. */
    continues?: boolean;
    align?: WrittenCell['align'];
    /** What tracked changes make of the cell. */
    tracked?: Pick<ReturnedCell, 'change' | 'merged'>;
    paragraphs: WrittenParagraph[];
  }[];
}

const clamp = (span: number, most: number) => Math.min(Math.max(Math.trunc(span) || 1, 1), most);

/**
 * The blocks that a table comes to: none for an empty one, paragraphs for a frame, else one table. `keepsFrames`: a table of
 * ours may have one cell.
 */
export function mergeTables(rows: RowAsRead[], keepsFrames = false): WrittenBlock[] {
  const above = new Map<number, WrittenCell>();
  const merged = rows.map((row, index) => mergeRow(row, above, rows.length - index));
  const cells = merged.flat();
  if (!cells.some(({ paragraphs }) => paragraphs.length > 0)) return [];
  if (cells.length === 1 && !keepsFrames) return cells[0]?.paragraphs ?? [];
  fillRows(merged);
  return [{ kind: 'table', rows: merged }];
}

/** The cells that begin in a row; `above` holds the latest cell that began at each column. */
function mergeRow(row: RowAsRead, above: Map<number, WrittenCell>, rowsLeft: number): WrittenCell[] {
  const cells: WrittenCell[] = [];
  let column = 0;
  for (const read of row.cells) {
    const last = cells.at(-1);
    if (column >= SPAN && last) {
      last.paragraphs.push(...read.paragraphs);
      continue;
    }
    const colspan = clamp(read.colspan, SPAN - column);
    const origin = read.continues ? above.get(column) : undefined;
    if (origin) {
      origin.rowspan += 1;
      origin.paragraphs.push(...read.paragraphs);
    } else {
      const rowspan = clamp(read.rowspan ?? 1, rowsLeft);
      const align = read.align === undefined ? {} : { align: read.align };
      const own = { header: read.header ?? row.header, colspan, rowspan, ...align, ...read.tracked };
      const cell = { ...own, paragraphs: [...read.paragraphs] };
      above.set(column, cell);
      cells.push(cell);
    }
    column += colspan;
  }
  return cells;
}

/** Ends each row that is shorter than the widest with one empty cell. */
function fillRows(rows: WrittenCell[][]): void {
  const widths: number[] = [];
  rows.forEach((row, index) => {
    for (const { colspan, rowspan } of row) {
      for (let at = index; at < index + rowspan; at += 1) widths[at] = (widths[at] ?? 0) + colspan;
    }
  });
  const widest = widths.reduce((most, width) => Math.max(most, width ?? 0), 0);
  rows.forEach((row, index) => {
    const missing = widest - (widths[index] ?? 0);
    if (missing > 0) row.push({ header: row[0]?.header ?? false, colspan: missing, rowspan: 1, paragraphs: [] });
  });
}

/** The paragraphs of what a cell holds: a table in it gives those of its cells. */
export const paragraphsOf = (blocks: WrittenBlock[]): WrittenParagraph[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block] : block.rows.flat().flatMap(({ paragraphs }) => paragraphs),
  );
