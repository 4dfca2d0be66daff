// The school holidays on the sheet of a month, in words: what its ground shows by a shade. Pure.
import type { Day } from '#domain/calendar.ts';
import { formatDate } from '../../french-format.ts';
import type { CalendarDay } from './queries.ts';

interface Run {
  name: string;
  from: Day;
  to: Day;
}

/** Days that follow each other under one name. */
function runsOf(days: readonly CalendarDay[]): Run[] {
  const runs: Run[] = [];
  let before: string | null = null;
  for (const { day, schoolHoliday } of days) {
    const last = runs.at(-1);
    if (schoolHoliday && last && before === schoolHoliday) last.to = day;
    else if (schoolHoliday) runs.push({ name: schoolHoliday, from: day, to: day });
    before = schoolHoliday;
  }
  return runs;
}

/** « vacances de printemps, jusqu’au 2 mai 2027 »: a holiday that the sheet cuts has no end on that side. */
function whenIs({ name, from, to }: Run, [first, last]: readonly [Day?, Day?]): string {
  if (from === first) return to === last ? name : `${name}, jusqu’au ${formatDate(to)}`;
  return to === last
    ? `${name}, à partir du ${formatDate(from)}`
    : `${name}, du ${formatDate(from)} au ${formatDate(to)}`;
}

/** The sentences under the name of the month. */
export function holidayWords(days: readonly CalendarDay[]): string {
  const isKnown = days.every(({ isSchoolCalendarKnown }) => isSchoolCalendarKnown);
  const runs = runsOf(days).map((run) => whenIs(run, [days[0]?.day, days.at(-1)?.day]));
  return [
    ...(runs.length > 0 ? [`Zone B\u00a0: ${runs.join('\u202f; ')}.`] : []),
    ...(runs.length === 0 && isKnown ? ['Pas de vacances scolaires dans la zone B.'] : []),
    ...(isKnown ? [] : ['Le calendrier scolaire de la zone B n’est pas encore connu pour toute cette période.']),
  ].join(' ');
}

/** The days of a week under which its school holiday is written: the first of it that has no other name to bear. */
export const namedDays = (week: readonly CalendarDay[]): CalendarDay[] =>
  week.filter(
    ({ schoolHoliday, publicHoliday }, index) =>
      schoolHoliday &&
      !publicHoliday &&
      !week.slice(0, index).some((one) => one.schoolHoliday === schoolHoliday && !one.publicHoliday),
  );
