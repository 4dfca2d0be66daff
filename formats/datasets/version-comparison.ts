// What changed from one version of a dataset to the next: rows told by a key where there is one, else by all their cells.
// Runs in a thread (windows-worker.ts).
import type { Opened } from './opened.ts';
import { type PreparedMeta, sortKey } from './prepared.ts';
import { cellsOf } from './row-windows.ts';
import { fold, type StoredValue } from './values.ts';

export interface VersionComparison {
  /** The column by which rows were told; null where they were by all their cells: then a changed row is one less and one more. */
  key: string | null;
  added: number;
  removed: number;
  changed: number;
  columnsAdded: string[];
  columnsRemoved: string[];
  /** A few rows of each, with the cells of their own version. */
  sample: {
    added: StoredValue[][];
    removed: StoredValue[][];
    changed: { before: StoredValue[]; after: StoredValue[] }[];
  };
}

const SAMPLE = 5;
const NAMES_A_ROW =
  /(^|[^a-z])(id|fid|gid|uid|code|codes?|insee|siren|siret|cog|ref|reference|identifiant|numero|num|cle|key)([^a-z]|$)/;

interface Pair {
  name: string;
  before: number;
  after: number;
}

/** Columns of one name in both. */
const pairsOf = (before: PreparedMeta, after: PreparedMeta): Pair[] =>
  before.columns.flatMap(({ name }, index) => {
    const other = after.columns.findIndex((column) => column.name === name);
    return other === -1 ? [] : [{ name, before: index, after: other }];
  });

/** Compares `before` with `after`, which `link` leads to as well. */
export function compare(before: Opened, after: Opened, link: string, asked: string | null): VersionComparison {
  const { database } = before;
  const pairs = pairsOf(before.meta, after.meta);
  const names = (meta: PreparedMeta) => meta.columns.map(({ name }) => name);
  const known = { before: new Set(names(before.meta)), after: new Set(names(after.meta)) };
  const columns = {
    columnsAdded: names(after.meta).filter((name) => !known.before.has(name)),
    columnsRemoved: names(before.meta).filter((name) => !known.after.has(name)),
  };
  database.exec(`ATTACH '${link.replaceAll("'", "''")}' AS later`);
  try {
    const key = keyOf(before, pairs, asked);
    const rows = key ? byKey(before, after, pairs, key) : byCells(before, after, pairs);
    return { key: key?.name ?? null, ...rows, ...columns };
  } finally {
    database.exec('DETACH later');
  }
}

/** The column that tells rows in both versions: the one asked for, else one whose name says so. */
function keyOf({ database }: Opened, pairs: Pair[], asked: string | null): Pair | null {
  const isKey = (schema: string, column: number) => {
    const found = database.get(
      `SELECT count(*) AS rows, count(c${column}) AS filled, count(DISTINCT c${column}) AS many FROM ${schema}.rows`,
    );
    return found?.rows === found?.filled && found?.rows === found?.many;
  };
  const likely = asked === null ? pairs.filter(({ name }) => NAMES_A_ROW.test(fold(name))) : pairs;
  const named = likely.filter(({ name }) => asked === null || name === asked);
  return named.find((pair) => isKey('main', pair.before) && isKey('later', pair.after)) ?? null;
}

function byKey(before: Opened, after: Opened, pairs: Pair[], key: Pair) {
  const same = sameKey(before.meta, after.meta, key);
  const removed = idsOf(
    before,
    `SELECT old.id AS id FROM main.rows old WHERE NOT EXISTS (SELECT 1 FROM later.rows now WHERE ${same})`,
  );
  const added = idsOf(
    before,
    `SELECT now.id AS id FROM later.rows now WHERE NOT EXISTS (SELECT 1 FROM main.rows old WHERE ${same})`,
  );
  const changed = changedIds(before, after, pairs, key, same);
  const some = changed.slice(0, SAMPLE);
  const old = cellsOf(
    before,
    some.map(([id]) => id),
  );
  const now = cellsOf(
    after,
    some.map(([, id]) => id),
  );
  return {
    added: added.length,
    removed: removed.length,
    changed: changed.length,
    sample: {
      added: cellsOf(after, added.slice(0, SAMPLE)),
      removed: cellsOf(before, removed.slice(0, SAMPLE)),
      changed: old.map((cells, index) => ({ before: cells, after: now[index] ?? [] })),
    },
  };
}

/** Ids, in either version, of rows of one key that differ in a cell or in their place. */
function changedIds({ database, meta }: Opened, after: Opened, pairs: Pair[], key: Pair, same: string) {
  const differs = pairs
    .filter(({ name }) => name !== key.name)
    .map((pair) => `old.c${pair.before} IS NOT now.c${pair.after}`);
  if (meta.geometry && after.meta.geometry)
    differs.push(
      '(SELECT g FROM main.shapes0 s WHERE s.id = old.id) IS NOT (SELECT g FROM later.shapes0 s WHERE s.id = now.id)',
    );
  return database
    .all(
      `SELECT old.id AS one, now.id AS other FROM main.rows old JOIN later.rows now ON ${same} WHERE ${differs.join(' OR ') || '0'}`,
    )
    .map(({ one, other }) => [Number(one), Number(other)] as const);
}

/** Rows of one key: by the index of folded words where it is words. */
function sameKey(before: PreparedMeta, after: PreparedMeta, key: Pair): string {
  const [one, other] = [before.columns[key.before], after.columns[key.after]];
  const exact = `old.c${key.before} = now.c${key.after}`;
  if (one?.type !== 'TEXT' || other?.type !== 'TEXT') return exact;
  return `old.${sortKey(one, key.before)} = now.${sortKey(other, key.after)} AND ${exact}`;
}

const idsOf = ({ database }: Opened, sql: string): number[] => database.all(sql).map(({ id }) => Number(id));

function byCells(before: Opened, after: Opened, pairs: Pair[]) {
  const places = before.meta.geometry && after.meta.geometry;
  const rows = (schema: string, side: 'before' | 'after') => {
    const cells = pairs.map((pair) => `c${pair[side]}`);
    if (places) cells.push(`(SELECT g FROM ${schema}.shapes0 s WHERE s.id = r.id)`);
    return `SELECT ${cells.join(', ') || '1'} FROM ${schema}.rows r`;
  };
  const [old, now] = [rows('main', 'before'), rows('later', 'after')];
  const count = (sql: string) => Number(before.database.get(`SELECT count(*) AS count FROM (${sql})`)?.count);
  const some = (sql: string, side: 'before' | 'after', meta: PreparedMeta) =>
    before.database.all(`SELECT * FROM (${sql}) LIMIT ${SAMPLE}`).map((row) => {
      const cells = Object.values(row) as StoredValue[];
      return meta.columns.map((_, index) => cells[pairs.findIndex((pair) => pair[side] === index)] ?? null);
    });
  return {
    added: count(`${now} EXCEPT ${old}`),
    removed: count(`${old} EXCEPT ${now}`),
    changed: 0,
    sample: {
      added: some(`${now} EXCEPT ${old}`, 'after', after.meta),
      removed: some(`${old} EXCEPT ${now}`, 'before', before.meta),
      changed: [],
    },
  };
}
