// The weeks of a month, from Monday, and what its days say of a meeting: what a calendar on a wall shows. Pure.
import { addDays, addMonths, type Day, dayAt, isDay, mondayOf } from '#domain/calendar.ts';
import { formatDate, formatTime } from '../../french-format.ts';

/** A month, ISO 8601: `2026-11`. */
export type Month = string;

/** The month of an address, or `otherwise` when it is none that the calendar can show. */
export const monthAt = (text: string | null, otherwise: Day): Month => {
  const isMonth = text !== null && /^(19|20)\d\d-\d\d$/.test(text) && isDay(`${text}-01`);
  return isMonth ? text : otherwise.slice(0, 7);
};

/** « novembre 2026 ». The 2nd: the first is written « 1er ». */
export const nameOf = (month: Month): string => formatDate(`${month}-02`).slice(2);

/** So many months after, or before. */
export const monthsAfter = (month: Month, months: number): Month => addMonths(`${month}-01`, months).slice(0, 7);

/** The days that the sheet of a month shows, week by week: whole weeks, with days of its neighbours at both ends. */
export function weeksOf(month: Month): Day[][] {
  const end = addMonths(`${month}-01`, 1);
  const weeks: Day[][] = [];
  for (let monday = mondayOf(`${month}-01`); monday < end; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
  return weeks;
}

interface Span {
  startsAt: string;
  endsAt: string;
}

/** The last day of something: what ends at midnight has not begun the next. */
const lastDayOf = ({ endsAt }: Span): Day => dayAt(new Date(Date.parse(endsAt) - 1));

/** Whether something takes place on a day, if only in part; or on one of the days from it to another. */
export const touches = (span: Span, from: Day, to: Day = from): boolean =>
  dayAt(new Date(span.startsAt)) <= to && from <= lastDayOf(span);

/** What a day says of the hour: « 9 h 30 » where it begins, then « suite », and « jusqu’à 17 h » where it ends. */
export function hourOn(span: Span, day: Day): string {
  if (dayAt(new Date(span.startsAt)) === day) return formatTime(span.startsAt);
  return lastDayOf(span) === day ? `jusqu’à ${formatTime(span.endsAt)}` : 'suite';
}

/** Whether something takes place in a month, if only in part. */
export const touchesMonth = (span: Span, month: Month): boolean =>
  dayAt(new Date(span.startsAt)).slice(0, 7) <= month && month <= lastDayOf(span).slice(0, 7);
