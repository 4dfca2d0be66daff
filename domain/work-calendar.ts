// On which days people in the Pas-de-Calais work and are at school: French public holidays of any year, and the school
// holidays of zone B where they are published. Date polls, series and the month's page ask. Browser-safe.
import { addDays, type Day, isWeekday } from './calendar.ts';
import { schoolHolidays } from './school-holidays.ts';

export { schoolHolidaysKnownFrom, schoolHolidaysKnownUntil } from './school-holidays.ts';

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easterOf(year: number): Day {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  const [month, day] = [Math.floor(sum / 31), (sum % 31) + 1];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Article L3133-1 of the code du travail: those on a fixed day, and those counted from Easter Sunday. */
const fixed: readonly (readonly [monthDay: string, name: string])[] = [
  ['01-01', 'jour de l’an'],
  ['05-01', 'fête du Travail'],
  ['05-08', 'victoire de 1945'],
  ['07-14', 'fête nationale'],
  ['08-15', 'Assomption'],
  ['11-01', 'Toussaint'],
  ['11-11', 'armistice de 1918'],
  ['12-25', 'Noël'],
];
const afterEaster: readonly (readonly [days: number, name: string])[] = [
  [1, 'lundi de Pâques'],
  [39, 'Ascension'],
  [50, 'lundi de Pentecôte'],
];

const holidaysOf = (year: number): ReadonlyMap<Day, string> =>
  // Where two fall on one day, as on 8 May 2008, the later name stands.
  new Map([
    ...fixed.map(([monthDay, name]) => [`${year}-${monthDay}`, name] as const),
    ...afterEaster.map(([days, name]) => [addDays(easterOf(year), days), name] as const),
  ]);

const byYear = new Map<number, ReadonlyMap<Day, string>>();

/** The public holiday that a day is, in lower case (« lundi de Pâques »); null when it is none. */
export function publicHoliday(day: Day): string | null {
  const year = Number(day.slice(0, 4));
  const known = byYear.get(year) ?? holidaysOf(year);
  byYear.set(year, known);
  return known.get(day) ?? null;
}

/** The school holiday of zone B that a day is in; null when in none, and beyond `schoolHolidaysKnownUntil`. */
export const schoolHoliday = (day: Day): string | null =>
  schoolHolidays.find(({ from, to }) => from <= day && day <= to)?.name ?? null;

/** Monday to Friday, and no public holiday. */
export const isWorkingDay = (day: Day): boolean => isWeekday(day) && publicHoliday(day) === null;

/** The day itself when it is a working one, else the next that is. */
export const workingDayFrom = (day: Day): Day => (isWorkingDay(day) ? day : workingDayFrom(addDays(day, 1)));
