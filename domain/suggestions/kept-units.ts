// Words and blocks of a sequence as plain values, with all that is suggested of them, and written back in their place. Kept with
// a decision that took them out of the text (settled-changes.ts). Browser-safe; knows no database.
import * as Y from 'yjs';
import {
  COME,
  comeLineOf,
  factOfNext,
  goneLineOf,
  isSuggestedValue,
  suggestionOfGone,
  suggestionsOf,
  tableKeys,
} from '../texts/text-grammar.ts';
import { blocksIn, type Formats, partsOf, type SequenceBlock } from '../texts/text-sequence.ts';

/** Words, or the marker of a block. */
export type KeptUnit = { words: string; formats: Formats } | { keys: Record<string, unknown>; table: KeptTable | null };

/** What a table is made of. */
export interface KeptTable {
  rows: unknown[];
  columns: unknown[];
  cells: Record<string, KeptUnit[]>;
  properties: Record<string, unknown>;
}

const isTableKey = (key: string): boolean => (tableKeys as readonly string[]).includes(key);

const isPlain = (value: unknown): boolean => !(value instanceof Y.AbstractType);

function keptTable(marker: Y.Map<unknown>): KeptTable | null {
  const { rows, columns, cells, properties } = partsOf(marker);
  if (!rows || !columns || !cells) return null;
  return {
    rows: rows.toArray().filter(isPlain),
    columns: columns.toArray().filter(isPlain),
    cells: Object.fromEntries(
      [...cells].flatMap(([key, words]) => (words instanceof Y.Text ? [[key, keptBlocks(blocksIn(words))]] : [])),
    ),
    properties: Object.fromEntries([...(properties ?? [])].filter(([, value]) => isPlain(value))),
  };
}

/** A block's marker. */
export const keptMarker = (marker: Y.Map<unknown>): KeptUnit => ({
  keys: Object.fromEntries([...marker].filter(([key, value]) => !isTableKey(key) && isPlain(value))),
  table: keptTable(marker),
});

/** All that blocks hold. */
export const keptBlocks = (blocks: readonly SequenceBlock[]): KeptUnit[] =>
  blocks.flatMap(({ marker, runs }) => [
    ...(marker ? [keptMarker(marker)] : []),
    ...runs.map(({ text, formats }) => ({ words: text, formats })),
  ]);

const isAny = () => true;

export function suggestionsOfKeys(keys: Record<string, unknown>): string[] {
  return Object.entries(keys).flatMap(([key, value]) => {
    if (value === null) return [];
    if (key === COME || comeLineOf(key) !== null) return [String(value)];
    if (factOfNext(key) !== null) return isSuggestedValue(value, isAny) ? [value.suggestion] : [];
    return suggestionOfGone(key) ?? goneLineOf(key)?.suggestion ?? [];
  });
}

/** The suggestions that units are part of. */
export const suggestionsOfUnits = (units: readonly KeptUnit[]): string[] =>
  units.flatMap((unit) => {
    if ('words' in unit) return suggestionsOf(unit.formats);
    return [...suggestionsOfKeys(unit.keys), ...Object.values(unit.table?.cells ?? {}).flatMap(suggestionsOfUnits)];
  });

const deltaOfUnits = (units: readonly KeptUnit[]) =>
  units.map((unit) =>
    'words' in unit ? { insert: unit.words, attributes: { ...unit.formats } } : { insert: markerOfUnit(unit) },
  );

/** A text that says these. */
export function textOfUnits(units: readonly KeptUnit[]): Y.Text {
  const text = new Y.Text();
  text.applyDelta(deltaOfUnits(units));
  return text;
}

function markerOfUnit({ keys, table }: Extract<KeptUnit, { keys: object }>): Y.Map<unknown> {
  const marker = new Y.Map<unknown>(Object.entries(keys));
  if (!table) return marker;
  const cells = new Y.Map<unknown>();
  for (const [key, units] of Object.entries(table.cells)) cells.set(key, textOfUnits(units));
  marker.set('rows', Y.Array.from(table.rows as string[]));
  marker.set('columns', Y.Array.from(table.columns as string[]));
  marker.set('cells', cells);
  marker.set('properties', new Y.Map(Object.entries(table.properties)));
  return marker;
}

/** The formats that hold before an item. */
export function formatsBefore(sequence: Y.Text, item: Y.Item): Map<string, unknown> {
  const held = new Map<string, unknown>();
  for (let at = sequence._start; at && at !== item; at = at.right) {
    if (at.deleted || !(at.content instanceof Y.ContentFormat)) continue;
    const { key, value } = at.content as { key: string; value: unknown };
    if (value === null) held.delete(key);
    else held.set(key, value);
  }
  return held;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/**
 * Writes units right before an item, which may be one that is deleted: so what stood there comes back between what stood on
 * either side of it, whatever came back there before. Gives the item of each.
 */
export function writeUnits(transaction: Y.Transaction, item: Y.Item, units: readonly KeptUnit[]): Y.Item[] {
  const { doc } = transaction;
  const sequence = item.parent as Y.Text;
  const held = formatsBefore(sequence, item);
  const now = new Map(held);
  let { left } = item;
  const add = (content: Y.ContentFormat | Y.ContentString | Y.ContentType) => {
    const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID));
    const made = new Y.Item(id, left, left?.lastId ?? null, item, item.id, sequence, null, content);
    made.integrate(transaction, 0);
    left = made;
    return made;
  };
  const say = (key: string, value: unknown) => {
    if (same(now.get(key), value)) return;
    add(new Y.ContentFormat(key, (value ?? null) as object));
    now.set(key, value ?? null);
  };
  const written = units.map((unit) => {
    if (!('words' in unit)) return add(new Y.ContentType(markerOfUnit(unit) as unknown as Y.AbstractType<unknown>));
    for (const key of new Set([...now.keys(), ...Object.keys(unit.formats)])) say(key, unit.formats[key]);
    return add(new Y.ContentString(unit.words));
  });
  for (const key of [...now.keys()]) say(key, held.get(key));
  // Yjs keeps places that it has found; it is not told of what is written so.
  if (sequence._searchMarker) sequence._searchMarker.length = 0;
  return written;
}
