// What a person did to a table's rows, columns and cells, from the editor's table to the table's map: lines are inserted
// and deleted by id, words of a cell are changed where they differ.
import type { Node as TextNode } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { cellKey, cellOf, isLineId, plainCell, textLimits } from '#domain/texts/text-grammar.ts';
import {
  blocksIn,
  cellsOf,
  cellText,
  cellTokens,
  deltaOf,
  lineIds,
  newLineId,
  partsOf,
  propertiesOf,
  widthOf,
} from '#domain/texts/text-sequence.ts';
import { alignTokens, type OldToken } from './alignment.ts';
import { formatsInEditor } from './document-tokens.ts';

/** The words of a cell, made when there are none yet; null when the table has no such row or column. */
export function ensureCellText(table: Y.Map<unknown>, row: string | null, column: string | null): Y.Text | null {
  const known = cellText(table, row, column);
  if (known || row === null || column === null) return known;
  const text = new Y.Text();
  partOf(table, 'cells').set(cellKey(row, column), text);
  return text;
}

export function partOf(table: Y.Map<unknown>, key: 'cells' | 'properties'): Y.Map<unknown> {
  const known = partsOf(table)[key];
  if (known) return known;
  const made = new Y.Map<unknown>();
  table.set(key, made);
  return made;
}

/** Ids for lines of which the editor knows some: an unknown one between two that were neighbours of a lost one is that one. */
function named(ids: readonly unknown[], former: readonly string[]): string[] {
  const taken = new Set<string>();
  const own = ids.map((id) => {
    if (!isLineId(id) || taken.has(id)) return null;
    taken.add(id);
    return id;
  });
  if (own.length === former.length) {
    for (const [index, id] of former.entries())
      if (own[index] === null && !taken.has(id)) {
        own[index] = id;
        taken.add(id);
      }
  }
  return own.map((id) => id ?? newLineId());
}

/** Makes a shared list hold these ids in this order, taking away and putting in as little as can be. */
function reconcileLines(list: Y.Array<unknown>, wanted: readonly string[]): void {
  const keep = new Set(wanted);
  for (let index = list.length - 1; index >= 0; index -= 1)
    if (!keep.has(list.get(index) as string)) list.delete(index);
  for (const [index, id] of wanted.entries()) {
    if (list.get(index) === id) continue;
    const found = list.toArray().indexOf(id);
    if (found >= 0) list.delete(found);
    list.insert(index, [id]);
  }
}

export function linesOf(table: Y.Map<unknown>, key: 'rows' | 'columns'): Y.Array<unknown> {
  const known = partsOf(table)[key];
  if (known) return known;
  const made = new Y.Array<unknown>();
  table.set(key, made);
  return made;
}

/** Makes a cell's words say what the editor's cell says. */
export function reconcileCell(text: Y.Text, cell: TextNode): void {
  const blocks = blocksIn(text);
  const old: OldToken[] = blocks.flatMap(({ marker, facts, runs }) => [
    ...(marker ? [{ marker, id: facts.id }] : []),
    ...runs.map(({ text: words, formats }) => ({ words, formats: formatsInEditor(formats), stored: formats })),
  ]);
  // A cell's first paragraph needs no marker, and keeps the one it may have.
  const [first] = blocks;
  const isMarked = first?.marker && first.facts.kind === 'paragraph' && first.facts.depth === 0;
  let at = 0;
  if (isMarked) {
    old.shift();
    at = 1;
  }
  for (const { kept, deleted, inserted } of alignTokens(old, cellTokens(cell))) {
    at += kept;
    if (deleted > 0) text.delete(at, deleted);
    if (inserted.length === 0) continue;
    text.applyDelta([...(at > 0 ? [{ retain: at }] : []), ...deltaOf(inserted)]);
    for (const token of inserted) at += 'words' in token ? token.words.length : 1;
  }
}

/** Ids of the lines a table shows: its rows, and what its columns are called where they start. */
export function idsOfLines(shown: TextNode): { rows: readonly unknown[]; columns: readonly unknown[] } {
  const starting = new Map<number, unknown>();
  for (const { cell, column } of cellsOf(shown))
    if (!starting.has(column) && isLineId(cell.attrs.column)) starting.set(column, cell.attrs.column);
  return {
    rows: shown.children.map((line) => line.attrs.row),
    columns: Array.from({ length: widthOf(shown) }, (_, column) => starting.get(column)),
  };
}

/** `wanted` with the lines that others made since `known`, each behind the line it stands behind, without those they took away. */
function withOthers(wanted: readonly string[], now: readonly string[], known: readonly unknown[]): string[] {
  const all = wanted.filter((id) => now.includes(id) || !known.includes(id));
  for (const [index, id] of now.entries()) {
    if (all.includes(id) || known.includes(id)) continue;
    const before = now.slice(0, index).findLast((line) => all.includes(line));
    all.splice(before === undefined ? 0 : all.indexOf(before) + 1, 0, id);
  }
  return all;
}

/** Makes a table's map say what the editor's table says. `former`: what the editor showed before the act, when it may lag
 * behind the map; what the act left alone is then left to others. */
export function reconcileTable(table: Y.Map<unknown>, shown: TextNode, former: TextNode | null): void {
  const parts = partsOf(table);
  const nowRows = lineIds(parts.rows, textLimits.rows);
  const nowColumns = lineIds(parts.columns, textLimits.columns);
  const ids = idsOfLines(shown);
  const rows = named(ids.rows, nowRows);
  const columns = named(ids.columns, nowColumns);
  const known = former && idsOfLines(former);
  reconcileLines(linesOf(table, 'rows'), known ? withOthers(rows, nowRows, known.rows) : rows);
  reconcileLines(linesOf(table, 'columns'), known ? withOthers(columns, nowColumns, known.columns) : columns);
  const untouched = new Set(former ? Array.from(cellsOf(former), ({ cell }) => cell) : []);
  const seen = new Set<string>();
  for (const { cell, row, column } of cellsOf(shown)) {
    const [rowId = '', columnId = ''] = [rows[row], columns[column]];
    const key = cellKey(rowId, columnId);
    seen.add(key);
    if (untouched.has(cell)) continue;
    const text = ensureCellText(table, rowId, columnId);
    if (text) reconcileCell(text, cell);
    const properties = partOf(table, 'properties');
    const said = propertiesOf(cell);
    const was = cellOf(properties.get(key));
    const now = { ...plainCell, ...said };
    if ((Object.keys(plainCell) as (keyof typeof plainCell)[]).every((name) => was[name] === now[name])) continue;
    if (said) properties.set(key, said);
    else properties.delete(key);
  }
  forgetOthers(table, { rows, columns, seen });
}

interface Lines {
  rows: readonly string[];
  columns: readonly string[];
  seen: ReadonlySet<string>;
}

/** What stands in no cell that shows: of lines that are gone, and below a span, whose words went into it. */
function forgetOthers(table: Y.Map<unknown>, { rows, columns, seen }: Lines): void {
  const { cells, properties } = partsOf(table);
  const [allRows, allColumns] = [
    lineIds(partsOf(table).rows, textLimits.rows),
    lineIds(partsOf(table).columns, textLimits.columns),
  ];
  const isThere = (key: string, inRows: readonly string[], inColumns: readonly string[]) => {
    const [row = '', column = ''] = key.split(':');
    return inRows.includes(row) && inColumns.includes(column);
  };
  for (const key of [...(cells?.keys() ?? [])]) {
    const text = cells?.get(key);
    if (!isThere(key, allRows, allColumns)) cells?.delete(key);
    else if (!seen.has(key) && isThere(key, rows, columns) && text instanceof Y.Text && text.length > 0)
      text.delete(0, text.length);
  }
  for (const key of [...(properties?.keys() ?? [])]) if (!isThere(key, allRows, allColumns)) properties?.delete(key);
  // A place that two people begin to write in at once is one place.
  for (const row of allRows) for (const column of allColumns) ensureCellText(table, row, column);
}
