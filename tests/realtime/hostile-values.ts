// Values that no honest client sends, and some that it does: what a session shows of itself, and updates written struct by
// struct. Drawn by chance, so that a run repeats itself.
import fc from 'fast-check';
import * as Y from 'yjs';
import {
  isCellKey,
  isCellValue,
  isFormat,
  isLineId,
  isMarkerValue,
  TEXT_FIELD,
  tableKeys,
  textLimits,
} from '#domain/texts/text-grammar.ts';
import { aFormat, type Chance, cellProperties, markerKeys } from './editing.ts';
import {
  array,
  element,
  format,
  type Id,
  length,
  map,
  type Places,
  type Struct,
  text,
  values,
  type Written,
  words,
  writeUpdate,
} from './hostile.ts';

const good = { type: null, tname: TEXT_FIELD, item: { client: 1, clock: 1 }, assoc: 0 };

/** One thing wrong with each. */
export function badStates(): unknown[] {
  const own = (key: string, value: unknown) => Object.fromEntries([...Object.entries(good), [key, value]]);
  const ids = [
    1,
    'x',
    [],
    {},
    { client: 1 },
    { client: 1, clock: -1 },
    { client: 1, clock: 0.5 },
    { client: 1, clock: 2 ** 31 },
    { client: 2 ** 32, clock: 1 },
    { client: Number.NaN, clock: 1 },
    { client: Number.POSITIVE_INFINITY, clock: 1 },
    { client: '1', clock: 1 },
    { client: 1, clock: 1, more: 1 },
    Object.fromEntries([['__proto__', { client: 1, clock: 1 }]]),
  ];
  const places = [
    null,
    1,
    'here',
    [],
    {},
    new Uint8Array(3),
    { toString: null },
    own('assoc', 2),
    own('assoc', 0.5),
    own('assoc', '0'),
    own('tname', 'text'),
    own('tname', '__proto__'),
    own('tname', 1),
    own('type', { client: 1, clock: 1 }),
    own('user', 'x'),
    own('__proto__', good),
    { assoc: 0 },
    { type: null, tname: null, item: null, assoc: 0 },
    ...ids.flatMap((id) => [own('item', id), { type: id, assoc: 0 }]),
  ];
  return [
    null,
    'here',
    1,
    [],
    {},
    new Uint8Array(10),
    { cursor: 'x'.repeat(3_000) },
    { cursor: 1 },
    { cursor: [] },
    { cursor: {} },
    { cursor: { anchor: good } },
    { cursor: { head: good } },
    { cursor: { anchor: good, head: good, more: 1 } },
    { cursor: null, more: 1 },
    Object.fromEntries([['__proto__', { cursor: null }]]),
    ...places.flatMap((place) => [
      { cursor: { anchor: place, head: good } },
      { cursor: { anchor: good, head: place } },
    ]),
  ];
}

const anyValue = fc.oneof(
  fc.constantFrom(null, 0, 1, -1, 0.5, 2 ** 31, 2 ** 32, Number.NaN, 'x', TEXT_FIELD, '__proto__'),
  fc.record({ client: fc.nat(), clock: fc.nat() }),
  fc.anything({ maxDepth: 2, withNullPrototype: true }).filter((value) => isSendable(value)),
);
const anyPlace = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ type: anyValue, tname: anyValue, item: anyValue, assoc: anyValue }, { requiredKeys: [] }),
  },
  { weight: 1, arbitrary: anyValue },
);
export const anyState = fc.oneof(
  { weight: 4, arbitrary: fc.record({ cursor: fc.record({ anchor: anyPlace, head: anyPlace }) }) },
  { weight: 1, arbitrary: fc.record({ cursor: anyValue }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: anyValue },
);

/** What msgpack of ours can carry. */
function isSendable(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isSendable);
  return value === null || ['boolean', 'number', 'string'].includes(typeof value);
}

export const sampleStates = (count: number): unknown[] => fc.sample(anyState, { seed: 62, numRuns: count });

/** Values of any kind that an update can carry. */
export const wireValues: unknown[] = [
  null,
  undefined,
  true,
  false,
  -1,
  0,
  0.5,
  20_000_000,
  1e8,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  'constructor',
  '__proto__',
  'x'.repeat(65),
  {},
  [],
  { toString: null },
  { colspan: 1e8 },
  { header: true, colspan: 2 },
  Object.fromEntries([['__proto__', { header: true }]]),
  new Uint8Array(3),
  10n,
  ...fc.sample(fc.anything({ maxDepth: 2 }).filter(isSendable), { seed: 62, numRuns: 200 }),
];

const pick = <Value>(chance: Chance, all: readonly Value[]): Value => all[chance(all.length)] as Value;

const keys = [
  ...Object.keys(markerKeys),
  ...tableKeys,
  'rangee1:colonne1',
  'rangee2:colonne1',
  '__proto__',
  'constructor',
  '',
];
const types = [array, map, text, map, text, element('paragraph'), length(77)];

/** Kinds of content by Yjs's own numbers, those that a text has more often. */
const REFS = [0, 1, 2, 3, 4, 4, 4, 5, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 10];

function contentOf(ref: number, sub: string | undefined, chance: Chance): Written {
  const wild = () => pick(chance, wireValues);
  switch (ref) {
    case 0:
    case 1:
    case 10:
      return length(1 + chance(5));
    case 4:
      return words('mot'.repeat(chance(9) ? 1 + chance(4) : 20_000));
    case 6: {
      const [key, value] = chance(3)
        ? aFormat(chance)
        : [pick(chance, ['bold', 'link', 'comment:1', '__proto__']), wild()];
      return format(key, JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? 1 : inner)) ?? '');
    }
    case 7:
      return pick(chance, types);
    case 8: {
      const key = sub && Object.hasOwn(markerKeys, sub) ? sub : null;
      const one = () =>
        chance(2) ? wild() : key ? markerKeys[key]?.(chance) : chance(2) ? cellProperties(chance) : 'rangee2';
      return values(...Array.from({ length: 1 + (chance(4) ? 0 : chance(3)) }, one));
    }
    default:
      return words('{"a":1}');
  }
}

/** An update of up to four structs somewhere in the text, most of them wrong somehow. */
export function anUpdate(chance: Chance, { client: _, ...places }: Places, client: number): Uint8Array {
  const known = Object.values(places);
  const structs: Struct[] = [];
  for (let i = chance(4); i >= 0; i--) {
    const id = (): Id =>
      chance(4) === 0
        ? [client, chance(structs.length + 1)]
        : chance(20)
          ? pick(chance, known)
          : [chance(99), chance(9)];
    const ref = pick(chance, REFS);
    const kind = chance(6);
    const sub = kind > 1 && chance(3) ? pick(chance, keys) : undefined;
    const place: Partial<Struct> =
      kind === 0
        ? { origin: id() }
        : kind === 1
          ? { origin: id(), rightOrigin: id() }
          : { parent: chance(3) ? id() : pick(chance, [TEXT_FIELD, TEXT_FIELD, 'text', '__proto__']), sub };
    structs.push({ ref, ...place, content: contentOf(ref, sub, chance) });
  }
  const deletes = chance(5) ? [] : [{ client: pick(chance, known)[0], ranges: [[chance(40), 1 + chance(3)] as Id] }];
  const bytes = writeUpdate([{ client, clock: chance(30) ? 0 : chance(9), structs }], deletes);
  return chance(4) ? bytes : spoilt(bytes, chance);
}

/** The corpus's bytes, or others, with some of them changed. */
export function spoilt(bytes: Uint8Array, chance: Chance): Uint8Array {
  const changed = Uint8Array.from(chance(4) ? bytes : bytes.subarray(0, chance(bytes.length)));
  for (let i = chance(3); i >= 0 && changed.length > 0; i--) changed[chance(changed.length)] = chance(256);
  return changed;
}

/** What a text holds that its grammar does not have, by our own walk of what is there. */
export function faultsIn(doc: Y.Doc): string[] {
  const faults: string[] = [];
  const readText = (run: Y.Text, inCell: boolean): void => {
    let block = 0;
    for (let item = run._start; item; item = item.right) {
      if (item.deleted) continue;
      const { content } = item;
      if (content instanceof Y.ContentString) block += item.length;
      else if (content instanceof Y.ContentFormat) {
        if (!isFormat(content.key, content.value)) faults.push(`format ${content.key}`);
      } else if (content instanceof Y.ContentType && content.type instanceof Y.Map) {
        block = 0;
        for (const [key, value] of content.type as Y.Map<unknown>)
          if (!isMarkerValue(key, value) && (inCell || !isTablePart(key, value))) faults.push(key);
      } else faults.push(content.constructor.name);
      if (block > textLimits.blockLength) faults.push(`a block of ${block}`);
    }
  };
  const isTablePart = (key: string, value: unknown): boolean => {
    if (key === 'rows' || key === 'columns') return value instanceof Y.Array && value.toArray().every(isLineId);
    if (!(value instanceof Y.Map)) return false;
    if (key === 'properties') return [...value].every(([cell, one]) => isCellKey(cell) && isCellValue(one));
    for (const [cell, run] of value) {
      if (!isCellKey(cell) || !(run instanceof Y.Text)) return false;
      readText(run, true);
    }
    return key === 'cells';
  };
  readText(doc.getText(TEXT_FIELD), false);
  for (const name of doc.share.keys()) if (name !== TEXT_FIELD) faults.push(`root ${name}`);
  return faults;
}
