// On which days and at which hours people in the Pas-de-Calais work, and when they are at school: French public holidays of
// any year, and the school holidays of zone B where they are published. Date polls, series and the month's page ask.
// Browser-safe.
import { addDays, clockAt, type Day, dayAt, daysBetween, isWeekday } from './calendar.ts';
import { schoolHolidays } from './school-holidays.ts';

/** A year as days write it, also one that somebody typed for fun. */
const yearOf = (year: number) => String(year).padStart(4, '0');

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
  return `${yearOf(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
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
    ...fixed.map(([monthDay, name]) => [`${yearOf(year)}-${monthDay}`, name] as const),
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

/**
 * Between which hours of Paris a meeting is looked for: an hour before most offices open (9 h) and an hour after they close
 * (18 h), for those who travel. What is earlier or later, as a workshop in the evening, somebody must have wanted.
 */
export const WORKING_HOURS = { from: 8, to: 19 } as const;

/** « de 8 h à 19 h », as sentences say it. */
export const workingHoursWords = `de ${WORKING_HOURS.from}\u00a0h à ${WORKING_HOURS.to}\u00a0h`;

interface Span {
  startsAt: Date;
  endsAt: Date;
}

const minutesAt = (instant: Date): number => {
  const [hours, minutes] = clockAt(instant).split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
};

/** Begins and ends within working hours; what lasts several days is judged by its first and its last hour. */
const isWithinHours = ({ startsAt, endsAt }: Span): boolean =>
  [startsAt, endsAt]
    .map(minutesAt)
    .every((minutes) => WORKING_HOURS.from * 60 <= minutes && minutes <= WORKING_HOURS.to * 60);

/** The days a span touches; one that ends at midnight does not touch the next. */
function daysOf({ startsAt, endsAt }: Span): Day[] {
  const first = dayAt(startsAt);
  const last = dayAt(new Date(+endsAt - 1));
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
}

/** What the calendar may say against an hour. */
export const calendarChecks = ['PUBLIC_HOLIDAY', 'WEEKEND', 'SCHOOL_HOLIDAY', 'OUTSIDE_HOURS'] as const;

/** One thing that the calendar says against an hour, in a sentence. */
export interface CalendarWarning {
  check: (typeof calendarChecks)[number];
  words: string;
}

/** What the calendar says against meeting then; school holidays that are not published yet are none. */
export function calendarWarnings(span: Span): CalendarWarning[] {
  const days = daysOf(span);
  const firstOf = (name: (day: Day) => string | null) => days.map(name).find((found) => found !== null);
  const holiday = firstOf(publicHoliday);
  const school = firstOf(schoolHoliday);
  const when = days.length > 1 ? 'Ce créneau comprend un jour férié' : 'Ce jour est férié';
  const said: [CalendarWarning['check'], string | false | undefined][] = [
    ['PUBLIC_HOLIDAY', holiday && `${when} (${holiday}).`],
    ['WEEKEND', !days.every(isWeekday) && 'Ce créneau tombe en fin de semaine.'],
    ['SCHOOL_HOLIDAY', school && `Ce créneau tombe pendant les ${school} (zone B).`],
    ['OUTSIDE_HOURS', !isWithinHours(span) && `Ce créneau sort des heures de travail (${workingHoursWords}).`],
  ];
  return said.flatMap(([check, words]) => (words ? [{ check, words }] : []));
}
