// What a column holds, for a chart and its table: values by how often they come, or numbers and years in steps. Runs in a
// thread (windows-worker.ts).
import type { ColumnType } from './checked.ts';
import type { Opened } from './opened.ts';
import { columnAt } from './row-windows.ts';
import type { StoredValue } from './values.ts';

export interface ColumnSummary {
  type: ColumnType;
  /** Rows without a value. */
  empty: number;
  distinct: number;
  /** The most frequent values, most first; null where there are steps instead. */
  counts: { value: StoredValue; count: number }[] | null;
  /** Steps of numbers, `to` not included but in the last; years of dates. null where there are counts instead. */
  bins: { from: number; to: number; count: number }[] | null;
}

const MOST_VALUES = 20;

/** Summarises the column of this name. */
export function summarise(opened: Opened, name: string): ColumnSummary {
  const { column, index } = columnAt(opened.meta.columns, name);
  const cell = `c${index}`;
  const { database } = opened;
  const found = database.get(
    `SELECT count(*) - count(${cell}) AS empty, count(DISTINCT ${cell}) AS many, min(${cell}) AS least, max(${cell}) AS most FROM rows`,
  );
  const base = { type: column.type, empty: Number(found?.empty), distinct: Number(found?.many) };
  if (column.type === 'DATE') {
    const years = database.all(
      `SELECT CAST(substr(${cell}, 1, 4) AS INTEGER) AS year, count(*) AS count FROM rows WHERE ${cell} IS NOT NULL GROUP BY 1 ORDER BY 1`,
    );
    const bins = years.map(({ year, count }) => ({ from: Number(year), to: Number(year) + 1, count: Number(count) }));
    return { ...base, counts: null, bins };
  }
  if (column.type === 'NUMBER' && base.distinct > MOST_VALUES)
    return { ...base, counts: null, bins: steps(opened, cell, Number(found?.least), Number(found?.most)) };
  const counts = database
    .all(
      `SELECT ${cell} AS value, count(*) AS count FROM rows WHERE ${cell} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_VALUES}`,
    )
    .map(({ value, count }) => ({
      value: column.type === 'BOOLEAN' ? value === 1 : (value as StoredValue),
      count: Number(count),
    }));
  return { ...base, counts, bins: null };
}

/** A step that people count in (1, 2 or 5 of some power of ten), of which some ten cover the span. */
function stepFor(span: number): number {
  const rough = span / 10;
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

function steps({ database }: Opened, cell: string, least: number, most: number) {
  const step = stepFor(most - least);
  if (!Number.isFinite(step) || step <= 0) return [{ from: least, to: most, count: 0 }];
  const first = Math.floor(least / step);
  const length = Math.max(1, Math.min(25, Math.ceil(most / step) - first));
  const counts = new Array<number>(length).fill(0);
  const found = database.all(
    `SELECT CAST(floor(${cell} / ?) - ? AS INTEGER) AS step, count(*) AS count FROM rows WHERE ${cell} IS NOT NULL GROUP BY 1`,
    [step, first],
  );
  for (const { step: rank, count } of found) {
    const at = Math.min(length - 1, Math.max(0, Number(rank)));
    counts[at] = (counts[at] ?? 0) + Number(count);
  }
  // 3 * 0.1 is not 0.3: as many digits as the step has.
  const round = (value: number) => Number(value.toPrecision(12));
  return counts.map((count, at) => ({ from: round((first + at) * step), to: round((first + at + 1) * step), count }));
}
