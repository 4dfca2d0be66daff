// Which line of a table names its columns, and what the columns are called. Knows no format.
import { clean } from './clean-words.ts';
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';
import type { CellValue } from './source.ts';
import { readDate, readNumber } from './values.ts';

/** Titles and dates of edition stand above a table, seldom more than these. */
const LOOKED_AT = 20;

const isEmpty = (value: CellValue | undefined) =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

const isName = (value: CellValue | undefined) => {
  if (typeof value !== 'string' || isEmpty(value)) return false;
  const words = value.trim();
  return readNumber(words, ',') === null && readNumber(words, '.') === null && readDate(words, 'DMY') === null;
};

const YEAR = /^(19|20)\d{2}$/;
/** Years head columns as well: « Commune ; 2024 ; 2025 ». */
const couldName = (value: CellValue | undefined) => isName(value) || YEAR.test(String(value ?? '').trim());

/** The line that names the columns, from 1; 0 when the first line is already data. `sample` are the first lines. */
export function guessHeaderRow(sample: CellValue[][]): number {
  const filled = sample.map((row) => row.filter((value) => !isEmpty(value)).length);
  const widest = filled.reduce((most, width) => Math.max(most, width), 0);
  const enough = Math.max(1, Math.ceil(widest * 0.6));
  const at = filled.slice(0, LOOKED_AT).findIndex((width) => width >= enough);
  const row = sample[at];
  if (!row) return 0;
  const named = row.filter((value) => !isEmpty(value));
  return named.every(couldName) && named.some(isName) ? at + 1 : 0;
}

/** Names for so many columns, each once: what is empty gets its rank, what is there twice a number. */
export function columnNames(row: CellValue[] | null, width: number): string[] {
  if (width > datasetLimits.columns) throw new DatasetRefusal('TOO_MANY_COLUMNS', String(datasetLimits.columns));
  const seen = new Set<string>();
  return Array.from({ length: width }, (_, index) => {
    const value = row?.[index];
    const words = isEmpty(value) ? '' : typeof value === 'object' ? (value?.date ?? '') : String(value);
    // Names are told as they are kept: whoever asks for a column does it by what was told.
    const name = clean(clean(words).replace(/\s+/g, ' ').trim().slice(0, 200)) || `Colonne ${index + 1}`;
    let unique = name;
    for (let rank = 2; seen.has(unique); rank += 1) unique = `${name} (${rank})`;
    seen.add(unique);
    return unique;
  });
}
