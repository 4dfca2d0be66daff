// The weeks of a month, from Monday: what a calendar on a wall shows. Pure.
import { addDays, addMonths, type Day, isDay, mondayOf } from '#domain/calendar.ts';

/** A month, ISO 8601: `2026-11`. */
export type Month = string;

/** The month of an address, or `otherwise` when it is none that the calendar can show. */
export const monthAt = (text: string | null, otherwise: Day): Month => {
  const isMonth = text !== null && /^(19|20)\d\d-\d\d$/.test(text) && isDay(`${text}-01`);
  return isMonth ? text : otherwise.slice(0, 7);
};

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
