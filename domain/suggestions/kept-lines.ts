// Rows and columns of a table as plain values, taken out of it and put back in their place. Called where suggestions of them are
// decided (settling.ts) and where a decision is taken back (taken-back.ts). Browser-safe.
import * as Y from 'yjs';
import { cellKey, comeLineOf, goneLineOf } from '../texts/text-grammar.ts';
import { blocksIn, lineIds, partsOf } from '../texts/text-sequence.ts';
import { type KeptUnit, keptBlocks, textOfUnits } from './kept-units.ts';

export type Axis = 'rows' | 'columns';

/** A row or a column as it was, and what stood on either side of it. */
export interface KeptLine {
  axis: Axis;
  id: string;
  before: string | null;
  after: string | null;
  /** By the id of the line across. */
  cells: Record<string, KeptUnit[]>;
  properties: Record<string, unknown>;
  /** What the marker said of it. */
  keys: Record<string, unknown>;
}

const lines = (list: Y.Array<unknown> | null) => lineIds(list, Number.POSITIVE_INFINITY);

/** Whether a line is a row or a column of a table; null: neither. */
export function axisOf(marker: Y.Map<unknown>, id: string): Axis | null {
  const { rows, columns } = partsOf(marker);
  if (lines(rows).includes(id)) return 'rows';
  return lines(columns).includes(id) ? 'columns' : null;
}

const keyOf = (axis: Axis, id: string, across: string) => (axis === 'rows' ? cellKey(id, across) : cellKey(across, id));

/** The lines that cross a line. */
const acrossOf = (marker: Y.Map<unknown>, axis: Axis) => lines(partsOf(marker)[axis === 'rows' ? 'columns' : 'rows']);

export function keptLine(marker: Y.Map<unknown>, axis: Axis, id: string): KeptLine {
  const parts = partsOf(marker);
  const all = lines(parts[axis]);
  const index = all.indexOf(id);
  const across = acrossOf(marker, axis);
  const cells = across.flatMap((other) => {
    const words = parts.cells?.get(keyOf(axis, id, other));
    return words instanceof Y.Text ? [[other, keptBlocks(blocksIn(words))] as const] : [];
  });
  const properties = across.flatMap((other) => {
    const said = parts.properties?.get(keyOf(axis, id, other));
    return said === undefined ? [] : [[other, said] as const];
  });
  const keys = [...marker].filter(([key]) => comeLineOf(key) === id || goneLineOf(key)?.lineId === id);
  return {
    axis,
    id,
    before: all[index - 1] ?? null,
    after: all[index + 1] ?? null,
    cells: Object.fromEntries(cells),
    properties: Object.fromEntries(properties),
    keys: Object.fromEntries(keys),
  };
}

/** Takes a line out of a table, and what is said of it. */
export function removeLine(marker: Y.Map<unknown>, axis: Axis, id: string): void {
  const parts = partsOf(marker);
  const list = parts[axis];
  for (let index = (list?.length ?? 0) - 1; index >= 0; index -= 1) if (list?.get(index) === id) list.delete(index);
  for (const map of [parts.cells, parts.properties])
    for (const key of [...(map?.keys() ?? [])]) if (key.split(':')[axis === 'rows' ? 0 : 1] === id) map?.delete(key);
  for (const key of [...marker.keys()])
    if (comeLineOf(key) === id || goneLineOf(key)?.lineId === id) marker.delete(key);
}

/** Where a line that was taken out would stand; null: it is there, or what it stood beside is gone. */
export function placeOfLine(marker: Y.Map<unknown>, { axis, id, before, after }: KeptLine): number | null {
  const all = partsOf(marker)[axis]?.toArray();
  if (!all || all.includes(id)) return null;
  const [behind, ahead] = [all.lastIndexOf(before), all.indexOf(after)];
  if (before !== null && behind >= 0) return behind + 1;
  if (after !== null && ahead >= 0) return ahead;
  return all.length === 0 ? 0 : null;
}

/** Puts it back, with a cell for every line that crosses it now. */
export function putLineBack(marker: Y.Map<unknown>, line: KeptLine): boolean {
  const place = placeOfLine(marker, line);
  const { [line.axis]: list, cells, properties } = partsOf(marker);
  if (place === null || !list || !cells) return false;
  list.insert(place, [line.id]);
  for (const across of acrossOf(marker, line.axis))
    cells.set(keyOf(line.axis, line.id, across), textOfUnits(line.cells[across] ?? []));
  for (const [across, said] of Object.entries(line.properties))
    if (acrossOf(marker, line.axis).includes(across)) properties?.set(keyOf(line.axis, line.id, across), said);
  for (const [key, value] of Object.entries(line.keys)) marker.set(key, value);
  return true;
}
