// The days on which meetings of a series fall: the same weekday of its month (« le deuxième mardi »), moved to the next
// working day where that one is off, at the same hour of Paris. Pure.
import { addDays, addMonths, clockAt, type Day, dayAt, daysBetween, instantIn, mondayOf } from './calendar.ts';
import { minutesOf } from './inputs/meeting.ts';
import type { SeriesRhythm } from './vocabulary.ts';
import { workingDayFrom } from './work-calendar.ts';

/** Months from one meeting to the next. */
const stepMonths: Record<SeriesRhythm, number> = { MONTHLY: 1, QUARTERLY: 3, TWICE_A_YEAR: 6 };

/** From 0, Monday, to 6. */
const weekdayOf = (day: Day): number => daysBetween(mondayOf(day), day);

/** Days of a month at least: a weekday comes four times in them, and beyond is the last. */
const WEEKS = 4;

/** The day of that weekday and rank in the month of `first`, its first day; past the fourth, the last one. */
function nthOf(first: Day, { weekday, rank }: { weekday: number; rank: number }): Day {
  const offset = (weekday - weekdayOf(first) + 7) % 7;
  if (rank <= WEEKS) return addDays(first, offset + 7 * (rank - 1));
  const fifth = addDays(first, offset + 7 * WEEKS);
  return fifth < addMonths(first, 1) ? fifth : addDays(fifth, -7);
}

/** The days after `from` at that rhythm, as far as `until`; at most `most`. */
export function seriesDays(
  from: Day,
  { rhythm, until, most }: { rhythm: SeriesRhythm; until: Day; most: number },
): Day[] {
  const kept = { weekday: weekdayOf(from), rank: Math.ceil(Number(from.slice(8)) / 7) };
  const firstOfMonth = `${from.slice(0, 8)}01`;
  const days: Day[] = [];
  for (let index = 1; days.length < most; index += 1) {
    const day = workingDayFrom(nthOf(addMonths(firstOfMonth, index * stepMonths[rhythm]), kept));
    if (day > until) break;
    days.push(day);
  }
  return days;
}

const instantAt = (day: Day, clock: string): Date => {
  const minutes = minutesOf(clock);
  return instantIn(day, Math.floor(minutes / 60), minutes % 60);
};

/** The hours of a meeting on another day: the clock of Paris says the same, whatever the season. */
export function movedTo(day: Day, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }) {
  const nights = daysBetween(dayAt(startsAt), dayAt(endsAt));
  return { startsAt: instantAt(day, clockAt(startsAt)), endsAt: instantAt(addDays(day, nights), clockAt(endsAt)) };
}
