// What a cell says: numbers and dates as French and other files write them, and the type of a column, judged on all its
// cells. Knows no format.
import type { DateOrder, DecimalSign } from '#domain/vocabulary.ts';
import type { CheckedColumn, ColumnType, Reading } from './checked.ts';
import { datasetLimits } from './limits.ts';
import type { CellValue } from './source.ts';

/** A value of the prepared table. */
export type StoredValue = string | number | boolean | null;

// Thousands are parted by the spaces that French uses; by the other sign only where a decimal follows, « 1.234,50 ».
const numbers: Readonly<Record<DecimalSign, RegExp>> = {
  ',': /^-?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:\.\d{3})+(?=,)|\d+)(?:,\d+)?(?:e[+-]?\d{1,3})?$/i,
  '.': /^-?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:,\d{3})+(?=\.)|\d+)(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i,
};
/** « 01004 » is a code: as a number it would lose its zero. */
const CODE = /^-?0\d/;
/** Beyond, a number no longer holds each digit. */
const MOST_DIGITS = 15;

/** The number that words say, or null. */
export function readNumber(words: string, decimal: DecimalSign): number | null {
  if (!numbers[decimal].test(words) || CODE.test(words)) return null;
  const plain =
    decimal === ',' ? words.replace(/[ \u00a0\u202f.]/g, '').replace(',', '.') : words.replace(/[ \u00a0\u202f,]/g, '');
  if (/^-?\d+$/.test(plain) && plain.length > MOST_DIGITS) return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : null;
}

const DAY_FIRST = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const YEAR_FIRST =
  /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const two = (part: string | number) => String(part).padStart(2, '0');

/** The date that words say, as ISO writes it (with its time when it has one), or null. */
export function readDate(words: string, order: DateOrder): string | null {
  const parts = (order === 'YMD' ? YEAR_FIRST : DAY_FIRST).exec(words);
  if (!parts) return null;
  const [, first = '', , second = '', third = '', hour, minute, seconds] = parts;
  const [year, month, day] =
    order === 'YMD' ? [first, second, third] : order === 'DMY' ? [third, second, first] : [third, first, second];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // The 31st of February is no date.
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  const iso = `${year}-${two(month)}-${two(day)}`;
  if (hour === undefined) return iso;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(seconds ?? 0) > 59) return null;
  return `${iso}T${two(hour)}:${minute}:${seconds ?? '00'}`;
}

const booleans = new Map([
  ['oui', true],
  ['vrai', true],
  ['true', true],
  ['non', false],
  ['faux', false],
  ['false', false],
]);

/** Names of columns whose digits name something rather than count it. */
const NAMES_A_THING =
  /(^|[^a-z])(codes?|insee|siren|siret|cp|id|fid|cog|num|numero|no|tel|telephone|postal|ref|reference)([^a-z]|$)/;

/** Words without accents or capitals: how they are compared and sorted. */
export const fold = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('Æ', 'ae')
    .replaceAll('’', "'")
    .toLowerCase();

/** How the cells of a column become values. */
export interface ColumnPlan extends CheckedColumn {
  decimal: DecimalSign;
  dateOrder: DateOrder;
}

/** Notes the cells of one column, then says what they are. */
export class ColumnSurvey {
  private filled = 0;
  private words = 0;
  private readonly natives = { number: 0, boolean: 0, date: 0 };
  private readonly could = { comma: true, point: true, DMY: true, MDY: true, YMD: true, boolean: true };
  /** Cells that only one decimal sign explains. */
  readonly decimals = { ',': 0, '.': 0 };
  private digits: number | null = null;
  /** Characters of the longest cell. */
  longest = 0;

  note(value: CellValue, isTyped: boolean): void {
    if (value === null) return;
    if (typeof value === 'string') {
      const words = value.trim();
      if (words === '') return;
      this.filled += 1;
      this.longest = Math.max(this.longest, value.length);
      this.noteWords(words, isTyped);
      return;
    }
    this.filled += 1;
    if (typeof value === 'object') this.natives.date += 1;
    else if (typeof value === 'boolean') this.natives.boolean += 1;
    else {
      this.natives.number += 1;
      this.noteDigits(Number.isInteger(value) && value >= 0 ? String(value).length : 0);
    }
  }

  /** Codes are integers of one length. */
  private noteDigits(digits: number): void {
    this.digits = this.digits === null || this.digits === digits ? digits : 0;
  }

  private noteWords(words: string, isTyped: boolean): void {
    const { could } = this;
    this.words += 1;
    if (could.YMD && readDate(words, 'YMD') === null) could.YMD = false;
    if (isTyped) return;
    if (could.DMY && readDate(words, 'DMY') === null) could.DMY = false;
    if (could.MDY && readDate(words, 'MDY') === null) could.MDY = false;
    if (could.boolean && !booleans.has(words.toLowerCase())) could.boolean = false;
    if (!could.comma && !could.point) return;
    const comma = readNumber(words, ',') !== null;
    const point = readNumber(words, '.') !== null;
    if (comma && !point) this.decimals[','] += 1;
    if (point && !comma) this.decimals['.'] += 1;
    could.comma &&= comma;
    could.point &&= point;
    this.noteDigits(/^\d+$/.test(words) ? words.length : 0);
  }

  /** The type of the column; what `asked` says of signs and dates is followed, else it is guessed. */
  decide(name: string, isTyped: boolean, asked: Partial<Reading>): ColumnPlan {
    const { could, natives } = this;
    const plan = (type: ColumnType, found: Partial<ColumnPlan> = {}): ColumnPlan => ({
      name,
      type,
      decimal: asked.decimal ?? ',',
      dateOrder: asked.dateOrder ?? 'DMY',
      ...found,
    });
    if (this.filled === 0) return plan('TEXT');
    if (natives.boolean === this.filled) return plan('BOOLEAN');
    const orders = (['DMY', 'MDY', 'YMD'] as const).filter((order) => could[order] && (order === 'YMD' || !isTyped));
    const order = orders.find((one) => one === 'YMD' || one === (asked.dateOrder ?? one));
    if (natives.date + this.words === this.filled && (this.words === 0 || order))
      return plan('DATE', { dateOrder: order ?? 'YMD' });
    if (!isTyped && could.boolean && this.words === this.filled) return plan('BOOLEAN');
    if (natives.number + this.words !== this.filled || (this.digits && this.isCode(name))) return plan('TEXT');
    if (this.words === 0) return plan('NUMBER');
    const signs = asked.decimal ? [asked.decimal] : ([',', '.'] as const);
    const decimal = isTyped ? undefined : signs.find((sign) => (sign === ',' ? could.comma : could.point));
    return decimal ? plan('NUMBER', { decimal }) : plan('TEXT');
  }

  private isCode(name: string): boolean {
    return (this.digits ?? 0) > 1 && NAMES_A_THING.test(fold(name));
  }
}

const cut = (words: string) =>
  words.length > datasetLimits.cellCharacters ? words.slice(0, datasetLimits.cellCharacters) : words;

/** What is kept of a cell under the plan of its column. */
export function store(value: CellValue, { type, decimal, dateOrder }: ColumnPlan): StoredValue {
  if (value === null) return null;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null;
    return type === 'NUMBER' ? value : String(value);
  }
  if (typeof value === 'boolean') return type === 'BOOLEAN' ? value : value ? 'vrai' : 'faux';
  if (typeof value === 'object') return value.date;
  const words = value.trim();
  if (words === '') return null;
  if (type === 'NUMBER') return readNumber(words, decimal);
  if (type === 'DATE') return readDate(words, dateOrder);
  if (type === 'BOOLEAN') return booleans.get(words.toLowerCase()) ?? null;
  // What ends a string for SQLite, and what no file should hold.
  return cut(value.includes('\0') ? value.replaceAll('\0', '') : value);
}
