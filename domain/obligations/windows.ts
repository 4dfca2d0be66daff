// How a period is cut into windows, one for each time that something is owed in it: pure calendar, whatever the day it
// begins on and however long it lasts. Knows nothing of what is owed. Browser-safe.
import { addDays, addMonths, type Day, daysBetween } from '../calendar.ts';

/** The days in which a proof is given in time: both are part of it. */
export interface Span {
  startsOn: Day;
  dueOn: Day;
}

const MONTHS_A_YEAR = 12;

/** The day on which window `rank` begins, from 0, were the period without end. */
type Beginning = (rank: number) => Day;

/** Every so many months. Counted from the first day, not from the window before: a 31 stays one where the month has it. */
const everyMonths =
  (from: Day, months: number): Beginning =>
  (rank) =>
    addMonths(from, rank * months);

/** So many times in each year that begins on `from`, as even as days allow. */
const timesAYear =
  (from: Day, times: number): Beginning =>
  (rank) => {
    const year = addMonths(from, MONTHS_A_YEAR * Math.floor(rank / times));
    const days = daysBetween(year, addMonths(from, MONTHS_A_YEAR * (Math.floor(rank / times) + 1)));
    return addDays(year, Math.floor((days * (rank % times)) / times));
  };

/**
 * The windows of a period, in order, without a gap and without overlapping; the last ends with it. What is left over is a
 * window of its own from half the length of one on; less is added to the one before, for nobody owes a meeting for a day.
 */
function cut({ startsOn, endsOn }: { startsOn: Day; endsOn: Day }, beginning: Beginning): Span[] {
  const spans: Span[] = [];
  for (let rank = 0; beginning(rank) <= endsOn; rank++) {
    const from = rank === 0 ? startsOn : beginning(rank);
    const after = beginning(rank + 1);
    const last = spans.at(-1);
    const isShort = after > endsOn && 2 * (daysBetween(from, endsOn) + 1) < daysBetween(from, after);
    if (isShort && last) last.dueOn = endsOn;
    else spans.push({ startsOn: from, dueOn: addDays(after, -1) < endsOn ? addDays(after, -1) : endsOn });
  }
  return spans;
}

/** The windows of what is owed `times` in any twelve months. */
export const windowsOfTimes = (period: { startsOn: Day; endsOn: Day }, times: number): Span[] =>
  cut(
    period,
    MONTHS_A_YEAR % times === 0
      ? everyMonths(period.startsOn, MONTHS_A_YEAR / times)
      : timesAYear(period.startsOn, times),
  );

/** The windows of what is expected once in so many months. */
export const windowsOfMonths = (period: { startsOn: Day; endsOn: Day }, months: number): Span[] =>
  cut(period, everyMonths(period.startsOn, months));
