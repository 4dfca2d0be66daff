// Days as the trade counts them: calendar days in Paris, written `2025-12-31`. Calendar arithmetic is the library's
// (@internationalized/date); who asks what day it is asks here, so that a test may play a year. Browser-safe.
import {
  type CalendarDate,
  CalendarDateTime,
  getDayOfWeek,
  parseDate,
  startOfWeek,
  toZoned,
} from '@internationalized/date';
import { inParis } from './paris-time.ts';

const ZONE = 'Europe/Paris';

let clock: () => Date = () => new Date();

/** The present instant; verbs and jobs whose outcome depends on the day ask here. */
export const now = (): Date => clock();

/**
 * Tests alone: sets what `now` answers; null gives the real time back.
 * @clock
 */
export function setClock(instead: (() => Date) | null): void {
  clock = instead ?? (() => new Date());
}

/** A calendar day, ISO 8601: `2025-12-31`. Days compare as text. */
export type Day = string;

/** The day it is in Paris at an instant. */
export const dayAt = (instant: Date): Day => fromColumn(inParis(instant));

/** The day it is in Paris now. */
export const today = (): Day => dayAt(now());

/** Whether `text` is a day that exists: `2025-02-29` is none. */
export function isDay(text: string): text is Day {
  // Of four digits, also once moved by a year: the database reads no other year back.
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text) || text >= '9999') return false;
  try {
    return parseDate(text).toString() === text;
  } catch {
    return false;
  }
}

/** A day as a `date` column takes it. */
export const toColumn = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/** The day that a `date` column holds. */
export const fromColumn = (date: Date): Day => date.toISOString().slice(0, 10);

const moved = (day: Day, move: (date: CalendarDate) => CalendarDate): Day => move(parseDate(day)).toString();

export const addDays = (day: Day, days: number): Day => moved(day, (date) => date.add({ days }));

/** So many months later; the last day of the month when that one is shorter (31 août + 6 mois = 28 ou 29 février). */
export const addMonths = (day: Day, months: number): Day => moved(day, (date) => date.add({ months }));

/** Days from `from` to `to`; negative when `to` is before. */
export const daysBetween = (from: Day, to: Day): number => parseDate(to).compare(parseDate(from));

/** Monday to Friday. */
export const isWeekday = (day: Day): boolean => getDayOfWeek(parseDate(day), 'fr-FR') < 5;

/** The Monday on or before a day. */
export const mondayOf = (day: Day): Day => moved(day, (date) => startOfWeek(date, 'fr-FR'));

/** The first and last day of a calendar year. */
export const yearSpan = (year: number): { startsOn: Day; endsOn: Day } => ({
  startsOn: `${year}-01-01`,
  endsOn: `${year}-12-31`,
});

/** The instant at which it is `hour`:`minute` in Paris on a day. */
export function instantIn(day: Day, hour: number, minute = 0): Date {
  const { year, month, day: date } = parseDate(day);
  return toZoned(new CalendarDateTime(year, month, date, hour, minute), ZONE).toDate();
}

/** The hour it is in Paris at an instant, as French writes it: « 9 h 30 », « 14 h », with no-break spaces. */
export function hourAt(instant: Date): string {
  const clock = inParis(instant);
  const [hour, minute] = [clock.getUTCHours(), clock.getUTCMinutes()];
  return minute === 0 ? `${hour}\u00a0h` : `${hour}\u00a0h\u00a0${String(minute).padStart(2, '0')}`;
}

/** The same for a form's field: « 09:30 ». */
export const clockAt = (instant: Date): string => inParis(instant).toISOString().slice(11, 16);
