// A table brought back to what a kept version of it says: rows, columns, spans, and the words of each cell. Called by
// restored-text.ts; cells that stayed keep their words' comments.
import * as Y from 'yjs';
import { comeLineOf, goneLineOf, suggestedLines } from '../texts/text-grammar.ts';
import { partsOf } from '../texts/text-sequence.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The lines of a version that were agreed: what was suggested then is none of it. */
const agreedLines = (version: Y.Map<unknown>, lines: Y.Array<unknown>): string[] => {
  const { come } = suggestedLines(version);
  return (lines.toArray() as string[]).filter((id) => !come.has(id));
};

/** Makes a list of ids, rows or columns, that of then. */
function writeLines(now: Y.Array<unknown>, then: string[]): void {
  if (same(now.toArray(), then)) return;
  now.delete(0, now.length);
  now.insert(0, then);
}

/** What is done with the words of a cell. */
interface CellWords {
  write(now: Y.Text, then: Y.Text): void;
  copy(then: Y.Text): Y.Text;
}

/** Gives a new marker the table of another. */
export function copyTable(marker: Y.Map<unknown>, version: Y.Map<unknown>, copy: CellWords['copy']): void {
  const { rows, columns, cells, properties } = partsOf(version);
  if (rows) marker.set('rows', Y.Array.from(agreedLines(version, rows)));
  if (columns) marker.set('columns', Y.Array.from(agreedLines(version, columns)));
  if (properties) marker.set('properties', new Y.Map(properties.entries()));
  if (cells)
    marker.set(
      'cells',
      new Y.Map([...cells].flatMap(([key, words]) => (words instanceof Y.Text ? [[key, copy(words)]] : []))),
    );
}

/** Makes the table of `marker` say what `version` says. */
export function writeTable(marker: Y.Map<unknown>, version: Y.Map<unknown>, words: CellWords): void {
  const [now, then] = [partsOf(marker), partsOf(version)];
  if (!now.rows || !now.columns || !now.cells || !now.properties) {
    copyTable(marker, version, words.copy);
    return;
  }
  for (const key of [...marker.keys()]) if (comeLineOf(key) !== null || goneLineOf(key) !== null) marker.delete(key);
  if (then.rows) writeLines(now.rows, agreedLines(version, then.rows));
  if (then.columns) writeLines(now.columns, agreedLines(version, then.columns));
  for (const key of [...now.properties.keys()]) if (!then.properties?.has(key)) now.properties.delete(key);
  for (const [key, value] of then.properties?.entries() ?? [])
    if (!same(now.properties.get(key), value)) now.properties.set(key, value);
  for (const key of [...now.cells.keys()]) if (!then.cells?.has(key)) now.cells.delete(key);
  for (const [key, wanted] of then.cells?.entries() ?? []) {
    if (!(wanted instanceof Y.Text)) continue;
    const known = now.cells.get(key);
    if (known instanceof Y.Text) words.write(known, wanted);
    else now.cells.set(key, words.copy(wanted));
  }
}
