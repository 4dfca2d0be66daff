// What an honest editor does to a text, drawn by chance: typing, splitting, merging, keys of markers, formats, tables,
// moves, undo. Used by the tests of the wire; as a page does, one transaction an act and no tidying by Yjs itself.
import * as Y from 'yjs';
import { keepUndoable } from '#app/editor/binding/undo.ts';
import {
  blockKinds,
  cellKey,
  commentFormat,
  listKinds,
  listStyles,
  plainFormats,
  TEXT_FIELD,
  textLimits,
} from '#domain/texts/text-grammar.ts';
import { degrees, itemMarks, outcomeKinds } from '#domain/vocabulary.ts';
import { markersOf } from './host.ts';

export type Chance = (limit: number) => number;

export const pick = <Value>(chance: Chance, values: readonly Value[]): Value => values[chance(values.length)] as Value;

export const anId = (chance: Chance): string => {
  const hex = Array.from({ length: 32 }, () => chance(16).toString(16)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

const aLine = (chance: Chance): string => Array.from({ length: 8 }, () => chance(36).toString(36)).join('');

/** A value of each key of a marker, a different one each time. */
export const markerKeys: { readonly [key: string]: (chance: Chance) => unknown } = {
  id: anId,
  kind: (chance) =>
    pick(
      chance,
      blockKinds.filter((kind) => kind !== 'table'),
    ),
  numbered: () => false,
  startAt: (chance) => 1 + chance(textLimits.number),
  list: (chance) => pick(chance, listKinds),
  depth: (chance) => 1 + chance(textLimits.depth),
  style: (chance) => pick(chance, listStyles),
  start: (chance) => chance(textLimits.number + 1),
  fresh: () => true,
  mark: (chance) => pick(chance, itemMarks),
  degree: (chance) => pick(chance, degrees),
  outcome: (chance) => pick(chance, outcomeKinds),
  previousId: anId,
};

export const aFormat = (chance: Chance): [key: string, value: unknown] => {
  const kind = chance(3);
  if (kind === 0) return [pick(chance, plainFormats), true];
  if (kind === 1) return ['link', { href: `https://exemple.fr/${chance(9)}` }];
  return [commentFormat(`00000000-0000-0000-0000-00000000000${chance(5)}`), true];
};

export const cellProperties = (chance: Chance): Record<string, unknown> => {
  const all = {
    header: true,
    colspan: 2 + chance(99),
    rowspan: 2 + chance(99),
    align: pick(chance, ['left', 'center']),
  };
  return Object.fromEntries(Object.entries(all).filter(() => chance(2) === 0));
};

function aMarker(chance: Chance): Y.Map<unknown> {
  const marker = new Y.Map<unknown>([['id', anId(chance)]]);
  for (const [key, value] of Object.entries(markerKeys)) if (chance(5) === 0) marker.set(key, value(chance));
  return marker;
}

export function aTable(chance: Chance): Y.Map<unknown> {
  const [rows, columns] = [chance(3) + 1, chance(3) + 1].map((count) =>
    Array.from({ length: count }, () => aLine(chance)),
  );
  const cells = new Y.Map<Y.Text>();
  const properties = new Y.Map<unknown>();
  for (const row of rows as string[])
    for (const column of columns as string[]) {
      if (chance(2)) cells.set(cellKey(row, column), new Y.Text('mot'));
      if (chance(3) === 0) properties.set(cellKey(row, column), cellProperties(chance));
    }
  return new Y.Map<unknown>([
    ['id', anId(chance)],
    ['kind', 'table'],
    ['rows', Y.Array.from(rows as string[])],
    ['columns', Y.Array.from(columns as string[])],
    ['cells', cells],
    ['properties', properties],
  ]);
}

const markerAt = (text: Y.Text, index: number): Y.Map<unknown> | null => {
  let place = 0;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    if (place === index && item.content instanceof Y.ContentType) return item.content.type as Y.Map<unknown>;
    place += item.length;
  }
  return null;
};

interface Act {
  text: Y.Text;
  chance: Chance;
  /** How much longer than ten letters what is typed may be. */
  scale: number;
}

const words = ({ chance, scale }: Act) => 'abcdéfghij 𝒳'.slice(0, 1 + chance(10)).repeat(scale);

const formats = (chance: Chance) => Object.fromEntries([aFormat(chance)]);

function split({ text, chance }: Act): void {
  text.insertEmbed(chance(text.length + 1), aMarker(chance), chance(2) ? formats(chance) : {});
}

/** Joins a block with the one before it. */
function join({ text, chance }: Act): void {
  const places = markersOf(text);
  if (places.length > 0) text.delete(pick(chance, places), 1);
}

function formatSome({ text, chance }: Act): void {
  const [key, value] = aFormat(chance);
  const at = chance(text.length + 1);
  if (at < text.length) text.format(at, 1 + chance(text.length - at), { [key]: chance(3) ? value : null });
}

/** Keys of a marker, some of them more than once in one act, and back. */
function setKeys({ text, chance }: Act): void {
  const places = markersOf(text);
  const marker = places.length > 0 ? markerAt(text, pick(chance, places)) : null;
  for (let turns = chance(3); marker && turns >= 0; turns--) {
    const key = pick(chance, Object.keys(markerKeys));
    if (chance(5) === 0) marker.delete(key);
    else marker.set(key, chance(6) ? markerKeys[key]?.(chance) : null);
    if (chance(3) === 0) marker.set(key, markerKeys[key]?.(chance));
  }
}

function deleteSome({ text, chance, scale }: Act): void {
  const at = chance(text.length + 1);
  const length = (1 + chance(chance(10) ? 6 : 60)) * scale;
  if (at < text.length) text.delete(at, Math.min(text.length - at, length));
}

function paste(act: Act): void {
  const { text, chance } = act;
  let at = chance(text.length + 1);
  for (let i = chance(4); i >= 0; i--) {
    const pasted = words(act);
    text.insertEmbed(at, aMarker(chance));
    text.insert(at + 1, pasted, chance(2) ? {} : formats(chance));
    at += 1 + pasted.length;
  }
}

function type(act: Act): void {
  const { text, chance } = act;
  text.insert(chance(text.length + 1), words(act), chance(4) ? undefined : formats(chance));
}

const acts = [split, join, formatSome, formatSome, setKeys, deleteSome, paste, type, type, type];

function actInTable(table: Y.Map<unknown>, chance: Chance): void {
  const lines = table.get(chance(2) ? 'rows' : 'columns') as Y.Array<string>;
  const cells = table.get('cells') as Y.Map<Y.Text>;
  const properties = table.get('properties') as Y.Map<unknown>;
  const rows = (table.get('rows') as Y.Array<string>).toArray();
  const columns = (table.get('columns') as Y.Array<string>).toArray();
  const key = rows.length && columns.length ? cellKey(pick(chance, rows), pick(chance, columns)) : null;
  const kind = chance(6);
  if (kind === 0) lines.insert(chance(lines.length + 1), [aLine(chance), aLine(chance)].slice(chance(2)));
  else if (kind === 1) {
    if (lines.length > 0) lines.delete(chance(lines.length), 1);
  } else if (!key) return;
  else if (kind === 2) properties.set(key, cellProperties(chance));
  else {
    if (!cells.has(key)) cells.set(key, new Y.Text());
    pick(chance, acts)({ text: cells.get(key) as Y.Text, chance, scale: 1 });
  }
}

export const tablesOf = (doc: Y.Doc): Y.Map<unknown>[] => {
  const text = doc.getText(TEXT_FIELD);
  return markersOf(text)
    .map((place) => markerAt(text, place))
    .filter((marker): marker is Y.Map<unknown> => marker?.get('rows') instanceof Y.Array);
};

/** A copy of a text with what a page has around it. */
export class Editor {
  readonly doc: Y.Doc;
  /** What it has done since they were last taken. */
  readonly updates: Uint8Array[] = [];
  private readonly undo: Y.UndoManager;
  private readonly scale: number;

  constructor(doc: Y.Doc, scale = 1) {
    this.doc = doc;
    this.scale = scale;
    doc.getText(TEXT_FIELD);
    doc.on('afterTransaction', (transaction) => {
      transaction._needFormattingCleanup = false;
    });
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (local) this.updates.push(update);
    });
    keepUndoable(doc);
    this.undo = new Y.UndoManager(doc.getText(TEXT_FIELD), { trackedOrigins: new Set([this]), captureTimeout: 0 });
  }

  /** Any one act; two in `outOf` go a step back or forth. */
  act(chance: Chance, outOf = 20): void {
    const kind = chance(outOf);
    if (kind === 0) this.undo.undo();
    else if (kind === 1) this.undo.redo();
    else this.doc.transact(() => act(this.doc, chance, this.scale), this);
  }
}

/** Any one act, in the transaction of the caller. */
export function act(doc: Y.Doc, chance: Chance, scale = 1): void {
  const text = doc.getText(TEXT_FIELD);
  const tables = tablesOf(doc);
  const kind = chance(30);
  if (kind === 0) text.insertEmbed(chance(text.length + 1), aTable(chance));
  else if (kind < 9 && tables.length > 0) actInTable(pick(chance, tables), chance);
  else {
    // The whole replaced.
    if (kind === 10) text.delete(0, text.length);
    pick(chance, acts)({ text, chance, scale });
  }
}
