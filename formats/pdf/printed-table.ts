// A table as it is laid out: every cell at its place, spans that hold, no hole. Pure.
import type { JSONContent } from '@tiptap/core';
import { spelled } from './spelling.ts';

type PrintedNode = Record<string, unknown>;

/** A cell and the part of the grid that it covers. */
interface PlacedCell {
  x: number;
  y: number;
  colspan: number;
  rowspan: number;
  isHeader: boolean;
  align: 'center' | 'right' | null;
  content: readonly JSONContent[];
}

const span = (cell: JSONContent, name: string) => Math.max(1, Math.floor(Number(cell.attrs?.[name] ?? 1)) || 1);

/**
 * The cells of these rows on their grid, as a browser places them: each at the first free place of its row. A span that
 * would cover another cell or leave the table is cut; a place that no cell covers becomes an empty one.
 */
export function placedCells(rows: readonly (readonly JSONContent[])[]): { columns: number; cells: PlacedCell[] } {
  const taken = rows.map(() => new Set<number>());
  const cells: PlacedCell[] = [];
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row) {
      while (taken[y]?.has(x)) x += 1;
      let colspan = 1;
      while (colspan < span(cell, 'colspan') && !taken[y]?.has(x + colspan)) colspan += 1;
      const rowspan = Math.min(span(cell, 'rowspan'), rows.length - y);
      for (let line = y; line < y + rowspan; line += 1)
        for (let column = x; column < x + colspan; column += 1) taken[line]?.add(column);
      const isHeader = cell.type === 'tableHeader';
      const align = cell.attrs?.align === 'center' || cell.attrs?.align === 'right' ? cell.attrs.align : null;
      cells.push({ x, y, colspan, rowspan, isHeader, align, content: cell.content ?? [] });
      x += colspan;
    }
  }
  const columns = Math.max(1, ...cells.map(({ x, colspan }) => x + colspan));
  for (const [y, covered] of taken.entries())
    for (let x = 0; x < columns; x += 1)
      if (!covered.has(x)) cells.push({ x, y, colspan: 1, rowspan: 1, isHeader: false, align: null, content: [] });
  return { columns, cells: cells.sort((one, other) => one.y - other.y || one.x - other.x) };
}

/** How many rows from the top hold headings alone. A table of headings alone has no head: it would head nothing. */
export function headOf(cells: readonly Pick<PlacedCell, 'y' | 'isHeader' | 'rowspan'>[], height: number): number {
  const isHead = (row: number) => cells.every(({ y, isHeader, rowspan }) => y !== row || (isHeader && rowspan === 1));
  let head = 0;
  while (head < height && isHead(head)) head += 1;
  return head === height ? 0 : head;
}

/** A table of the text, for the template. */
export function printedTable(
  table: JSONContent,
  nodesOf: (content: readonly JSONContent[]) => PrintedNode[],
): PrintedNode {
  const rows = (table.content ?? []).map(({ content = [] }) => content);
  const { columns, cells } = placedCells(rows);
  return {
    type: 'table',
    columns,
    headRows: headOf(cells, rows.length),
    cells: cells.map((cell) => ({ ...cell, content: nodesOf(cell.content) })),
  };
}

/** A table of plain words whose first row is its head; `shares` of the line for its columns. */
export function tableOfWords(rows: readonly (readonly string[])[], shares?: readonly number[]): PrintedNode {
  const cells = rows.flatMap((row, y) =>
    row.map((words, x) => ({
      x,
      y,
      colspan: 1,
      rowspan: 1,
      content: [{ type: 'paragraph', content: words ? [{ type: 'text', text: spelled(words) }] : [] }],
    })),
  );
  return { type: 'table', columns: rows[0]?.length ?? 1, headRows: 1, shares, cells };
}
