// Values that nobody should send, for every kind of place where something is typed or named. Used by the generators of
// this folder; a run with the same seed draws the same.
import { randomUUID } from 'node:crypto';

/** Whole numbers from 0 to `limit` - 1. */
export type Chance = (limit: number) => number;

/** What exists, to be named rightly and wrongly. */
export interface World {
  /** The public address: where a page of ours says it comes from. */
  origin: string;
  ids: readonly string[];
  /** Tokens of living sessions, of all accounts in turn. */
  sessions: readonly string[];
  /** Tokens of sessions that are over. */
  over: readonly string[];
}

export const pick = <Item>(chance: Chance, items: readonly Item[]): Item => items[chance(items.length)] as Item;

/** Whether something happens that happens `percent` times in a hundred. */
export const happens = (chance: Chance, percent: number): boolean => chance(100) < percent;

export const strings = [
  '',
  ' ',
  'zz',
  '0',
  '-1',
  '1e400',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\u202egpj.exe',
  '\u2028\u2029\ufeff',
  '../../etc/passwd',
  '..\\..\\a',
  '\'; drop table "Person"; --',
  '%',
  '%_\\',
  '<script>alert(1)</script>',
  '🙂'.repeat(60),
  `${'é'.repeat(99)}🙂${'é'.repeat(200)}`,
  'a'.repeat(250),
  'a'.repeat(6_000),
  '2025-02-30',
  '2025-12-31',
  '0000-01-01',
  '9999-12-31',
  '+275760-09-13T00:00:00.000Z',
  '2026-11-28T14:30:00.000Z',
  '99999999999999999999',
  '9223372036854775808',
  '2147483648',
  '1 000 000,00',
  '12:75',
  'https://exemple.fr/',
  'javascript:alert(1)',
  'http://[',
  'prenom.nom@exemple.fr',
  'é@hénin-beaumont.fr',
  '@[00000000-0000-0000-0000-000000000000]',
  '{"a":1}',
  '[',
] as const;

export const integers = [0, 1, -1, 2, 50, 500, 501, 1_000, 2_025, 2_147_483_647, -2_147_483_648] as const;

const nearIds = ['', 'zz', '\0', 'a\0', '00000000-0000-0000-0000-000000000000', '../x', '-'.repeat(36), '\ud800'];

/** An id: of something that exists, of nothing, or none at all. */
export function anId(chance: Chance, { ids }: World): string {
  if (happens(chance, 60)) return pick(chance, ids);
  return happens(chance, 40) ? randomUUID() : pick(chance, [...nearIds, ...strings]);
}

export const aString = (chance: Chance, world: World): string =>
  happens(chance, 15) ? anId(chance, world) : pick(chance, strings);

const sortKeys = [
  '',
  '0',
  '1',
  '-1',
  '2025',
  '99999999999999999999999999',
  '2147483648',
  '9223372036854775808',
  '1.5',
  'NaN',
  'Infinity',
  '2025 2147483648',
  '2025|00000000-0000-0000-0000-000000000000|99999999999',
  '2026-11-28T14:30:00.000Z',
  '2026-11-28',
  '\0',
  'é\n2',
  '{"year":2025}',
  '[2025,"x",99999999999]',
];

const separators = ['|', ' ', ':', ',', '/', '\t', ''];

/** What a cursor may be made of: keys of every list, in and out of range, well and badly joined; or not a cursor at all. */
export function aCursor(chance: Chance, world: World): string {
  if (happens(chance, 15)) return aString(chance, world);
  const join = pick(chance, separators);
  const parts = Array.from({ length: 1 + chance(4) }, () =>
    happens(chance, 30) ? anId(chance, world) : pick(chance, sortKeys),
  );
  const id = happens(chance, 80) ? pick(chance, world.ids) : pick(chance, nearIds);
  return Buffer.from(`${parts.join(join)}\n${id}`).toString(happens(chance, 90) ? 'base64url' : 'hex');
}
