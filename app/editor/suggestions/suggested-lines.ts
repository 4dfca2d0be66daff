// Rows and columns of a table that a person who suggests puts in or takes out: what comes is marked in the table's map, what goes
// stays and is marked. Called by suggested-edits.ts; knows no other act on a table.
import type { Node as TextNode } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { type Axis, removeLine } from '#domain/suggestions/kept-lines.ts';
import { cellKey, isLineId, lineComeKey, lineGoneKey, suggestedLines } from '#domain/texts/text-grammar.ts';
import { cellsOf, lineIds, newLineId, partsOf, propertiesOf } from '#domain/texts/text-sequence.ts';
import { ensureCellText, idsOfLines, linesOf, partOf, reconcileCell } from '../binding/table-edits.ts';

interface Tables {
  before: TextNode;
  after: TextNode;
}

/** What an act did to the lines of one axis: those that stay and those that are new, in order; null: it moved some. */
interface Change {
  /** Null: a new one. */
  wanted: (string | null)[];
  gone: string[];
}

function changeOf(before: readonly unknown[], after: readonly unknown[]): Change | null {
  const known = before.filter(isLineId);
  if (known.length < before.length) return null;
  const seen = new Set<string>();
  const wanted = after.map((id) => {
    if (!isLineId(id) || !known.includes(id) || seen.has(id)) return null;
    seen.add(id);
    return id;
  });
  const kept = wanted.filter((id) => id !== null);
  const stayed = known.filter((id) => seen.has(id));
  if (kept.some((id, index) => id !== stayed[index])) return null;
  return { wanted, gone: known.filter((id) => !seen.has(id)) };
}

const hasSpans = (table: TextNode): boolean =>
  [...cellsOf(table)].some(({ cell }) => cell.attrs.colspan > 1 || cell.attrs.rowspan > 1);

/** What each cell is, by the lines that both tables have. */
function sameCells({ before, after }: Tables, rows: Change, columns: Change): boolean {
  const [formerRows, formerColumns] = [idsOfLines(before).rows, idsOfLines(before).columns];
  const said = new Map(
    [...cellsOf(before)].map(({ cell, row, column }) => [
      cellKey(String(formerRows[row]), String(formerColumns[column])),
      JSON.stringify(propertiesOf(cell)),
    ]),
  );
  return [...cellsOf(after)].every(({ cell, row, column }) => {
    const [rowId, columnId] = [rows.wanted[row], columns.wanted[column]];
    if (!rowId || !columnId) return true;
    return said.get(cellKey(rowId, columnId)) === JSON.stringify(propertiesOf(cell));
  });
}

/**
 * Suggests the rows and columns that an act put in or took out. False, and nothing is done: it did something else to the table, or
 * the table has cells that span several, of which nobody could say what they would be.
 */
export function suggestLines(
  marker: Y.Map<unknown>,
  tables: Tables,
  isOwn: (suggestionId: string) => boolean,
  suggestion: () => string,
): boolean {
  const { before, after } = tables;
  if (hasSpans(before) || hasSpans(after)) return false;
  const [was, is] = [idsOfLines(before), idsOfLines(after)];
  const [rows, columns] = [changeOf(was.rows, is.rows), changeOf(was.columns, is.columns)];
  if (!rows || !columns || !sameCells(tables, rows, columns)) return false;
  const isNew = ({ wanted }: Change) => wanted.includes(null);
  if (!isNew(rows) && !isNew(columns) && rows.gone.length + columns.gone.length === 0) return false;
  // A table without lines is no table: who takes all of them out takes it out.
  if (!rows.wanted.some((id) => id !== null) || !columns.wanted.some((id) => id !== null)) return false;
  const lines = {
    rows: putIn(marker, 'rows', rows, suggestion),
    columns: putIn(marker, 'columns', columns, suggestion),
  };
  for (const [axis, { gone }] of [
    ['rows', rows],
    ['columns', columns],
  ] as const)
    for (const id of gone) takeOut(marker, axis, id, isOwn, suggestion);
  fillNew(marker, after, lines, { rows, columns });
  return true;
}

/** Puts the new lines in, each behind the one it stands behind; gives the ids of all that the act left. */
function putIn(marker: Y.Map<unknown>, axis: Axis, { wanted }: Change, suggestion: () => string): string[] {
  const list = linesOf(marker, axis);
  let last: string | null = null;
  return wanted.map((known) => {
    const id = known ?? newLineId();
    if (known === null) {
      const all = list.toArray();
      list.insert(last === null ? 0 : all.indexOf(last) + 1, [id]);
      marker.set(lineComeKey(id), suggestion());
    }
    last = id;
    return id;
  });
}

function takeOut(
  marker: Y.Map<unknown>,
  axis: Axis,
  id: string,
  isOwn: (suggestionId: string) => boolean,
  suggestion: () => string,
): void {
  const { come, gone } = suggestedLines(marker);
  // One's own goes at once.
  if (isOwn(come.get(id) ?? '')) removeLine(marker, axis, id);
  else if (!(gone.get(id) ?? []).some((one) => isOwn(one))) marker.set(lineGoneKey(id, suggestion()), true);
}

/** The cells of the new lines: as the act made them, and empty where lines cross that it does not show. */
function fillNew(
  marker: Y.Map<unknown>,
  after: TextNode,
  lines: Record<Axis, string[]>,
  { rows, columns }: Record<Axis, Change>,
): void {
  const parts = partsOf(marker);
  const isNew = (row: number, column: number) => rows.wanted[row] === null || columns.wanted[column] === null;
  const come = suggestedLines(marker).come;
  for (const row of lineIds(parts.rows, Number.POSITIVE_INFINITY))
    for (const column of lineIds(parts.columns, Number.POSITIVE_INFINITY))
      if (come.has(row) || come.has(column)) ensureCellText(marker, row, column);
  for (const { cell, row, column } of cellsOf(after)) {
    const [rowId, columnId] = [lines.rows[row], lines.columns[column]];
    if (!isNew(row, column) || !rowId || !columnId) continue;
    const text = ensureCellText(marker, rowId, columnId);
    if (text) reconcileCell(text, cell);
    const said = propertiesOf(cell);
    if (said) partOf(marker, 'properties').set(cellKey(rowId, columnId), said);
  }
}
