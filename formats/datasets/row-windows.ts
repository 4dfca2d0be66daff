// Windows of a table: which rows, in which order, and their cells. Runs in a thread (windows-worker.ts).
import type { CheckedColumn } from './checked.ts';
import { type Opened, remembered } from './opened.ts';
import { foldForStore, sortKey } from './prepared.ts';
import { readDate, readNumber, type StoredValue } from './values.ts';

export interface RowFilter {
  /** Name of the column. */
  column: string;
  operator: 'CONTAINS' | 'EQUALS' | 'AT_LEAST' | 'AT_MOST' | 'EMPTY';
  /** As it was typed: « 1 234,5 », « 31/12/2025 », « oui »; not used by EMPTY. */
  value: string | number | boolean | null;
}

export interface RowSort {
  column: string;
  descending: boolean;
}

/** Which rows, in which order. */
export interface RowQuery {
  sort: RowSort | null;
  filters: RowFilter[];
  /** Only these rows. */
  ids?: number[];
}

export interface RowWindow {
  /** Rows that the filters leave. */
  total: number;
  rows: StoredValue[][];
  /** The id of each row: its rank in the file, from 1. */
  ids: number[];
}

/** Thrown for a column that the table lacks. */
export class UnknownColumn extends Error {}

/** Rows of a window at most. */
export const MOST_ROWS = 1000;
/** A form has a few. */
const MOST_FILTERS = 50;

export function columnAt(columns: CheckedColumn[], name: string): { column: CheckedColumn; index: number } {
  const index = columns.findIndex((column) => column.name === name);
  const column = columns[index];
  if (!column) throw new UnknownColumn(name);
  return { column, index };
}

interface Where {
  sql: string;
  values: (string | number)[];
}

const never: Where = { sql: '0', values: [] };

/** The value that was typed, as the column holds it; null when it can be none. */
function typed({ type }: CheckedColumn, value: RowFilter['value']): string | number | null {
  const words = String(value ?? '').trim();
  if (type === 'NUMBER') return typeof value === 'number' ? value : (readNumber(words, ',') ?? readNumber(words, '.'));
  if (type === 'DATE') return readDate(words, 'YMD') ?? readDate(words, 'DMY');
  if (type === 'BOOLEAN')
    return /^(oui|vrai|true|1)$/i.test(words) ? 1 : /^(non|faux|false|0)$/i.test(words) ? 0 : null;
  return String(value ?? '');
}

function whereOf(columns: CheckedColumn[], { column: name, operator, value }: RowFilter): Where {
  const { column, index } = columnAt(columns, name);
  const cell = `c${index}`;
  if (operator === 'EMPTY') return { sql: `${cell} IS NULL`, values: [] };
  if (operator === 'CONTAINS') return contains(column, index, String(value ?? ''));
  const wanted = typed(column, value);
  if (wanted === null) return never;
  const key = sortKey(column, index);
  if (operator === 'EQUALS')
    return column.type === 'TEXT'
      ? { sql: `(${key} = ? AND ${cell} = ?)`, values: [foldForStore(String(wanted)), wanted] }
      : { sql: `${cell} = ?`, values: [wanted] };
  const bound = column.type === 'TEXT' ? foldForStore(String(wanted)) : wanted;
  if (operator === 'AT_LEAST') return { sql: `${key} >= ?`, values: [bound] };
  // The last day, and what begins with the last word, are within.
  return { sql: `${key} <= ?`, values: [typeof bound === 'string' ? `${bound}\uffff` : bound] };
}

function contains(column: CheckedColumn, index: number, value: string): Where {
  if (value.trim() === '') return { sql: '1', values: [] };
  if (column.type === 'TEXT') return { sql: `instr(f${index}, ?) > 0`, values: [foldForStore(value.trim())] };
  const exact = typed(column, value);
  if (column.type === 'DATE') return { sql: `instr(c${index}, ?) > 0`, values: [String(exact ?? value.trim())] };
  return exact === null ? never : { sql: `c${index} = ?`, values: [exact] };
}

/** The ids that a query gives, in its order, found once. */
function found(opened: Opened, sql: string, values: (string | number)[]): Int32Array {
  return remembered(opened, JSON.stringify([sql, values]), () => {
    // One string of ids is a hundred times cheaper to bring out of SQLite than as many rows.
    const list = opened.database.get(`SELECT group_concat(id) AS ids FROM (${sql})`, values)?.ids;
    return list === null || list === undefined ? new Int32Array() : Int32Array.from(String(list).split(','), Number);
  });
}

/**
 * The ids of the rows that are asked for, in order; null for all rows as they are in the file. The sort and each filter are
 * found alone, each in the index of its column, and put together here: one query for all would follow one index through
 * the whole table in no order.
 */
export function idsOf(opened: Opened, { sort, filters, ids }: RowQuery): Int32Array | null {
  const { columns, rowCount } = opened.meta;
  const order = sort ? found(opened, `SELECT id FROM rows ORDER BY ${orderOf(columns, sort)}`, []) : null;
  if (filters.length === 0 && !ids) return order;
  const key = JSON.stringify([sort, filters, ids]);
  return remembered(opened, key, () => {
    // How many of the conditions each row meets.
    const met = new Uint8Array(rowCount + 1);
    for (const filter of filters.slice(0, MOST_FILTERS)) {
      const { sql, values } = whereOf(columns, filter);
      for (const id of found(opened, `SELECT id FROM rows WHERE ${sql}`, values)) met[id] = (met[id] ?? 0) + 1;
    }
    for (const id of new Set(ids?.map(Math.trunc))) if (met[id] !== undefined) met[id] += 1;
    const wanted = Math.min(filters.length, MOST_FILTERS) + (ids ? 1 : 0);
    if (order) return order.filter((id) => met[id] === wanted);
    return Int32Array.from(met.keys()).filter((id) => id > 0 && met[id] === wanted);
  });
}

/** Empty cells come last, either way. */
function orderOf(columns: CheckedColumn[], { column: name, descending }: RowSort): string {
  const { column, index } = columnAt(columns, name);
  const key = sortKey(column, index);
  return descending ? `${key} DESC, id DESC` : `${key} NULLS LAST, id`;
}

/** The cells of rows by their ids, in the order of the ids. */
export function cellsOf({ database, meta }: Opened, ids: Iterable<number>): StoredValue[][] {
  const wanted = [...ids];
  const names = meta.columns.map((_, index) => `c${index}`);
  const found = new Map<number, StoredValue[]>();
  for (const row of database.all(`SELECT ${['id', ...names].join(', ')} FROM rows WHERE id IN (${wanted})`))
    found.set(
      Number(row.id),
      meta.columns.map(({ type }, index) => {
        const value = row[`c${index}`] as string | number | null;
        return type === 'BOOLEAN' && value !== null ? value === 1 : value;
      }),
    );
  return wanted.flatMap((id) => {
    const cells = found.get(id);
    return cells ? [cells] : [];
  });
}

/** A window of the rows that are asked for. */
export function readRowWindow(opened: Opened, query: RowQuery & { offset: number; limit: number }): RowWindow {
  const offset = Math.max(0, Math.trunc(query.offset) || 0);
  const limit = Math.min(MOST_ROWS, Math.max(0, Math.trunc(query.limit) || 0));
  const order = idsOf(opened, query);
  const total = order?.length ?? opened.meta.rowCount;
  const ids = order
    ? [...order.subarray(offset, offset + limit)]
    : Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => offset + index + 1);
  return { total, rows: cellsOf(opened, ids), ids };
}
