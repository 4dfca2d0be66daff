// Where free dates are looked for: the days, hours and length in the address of the page, or what is likely to be meant.
import { addDays, clockAt, type Day, daysBetween, isDay, today } from '#domain/calendar.ts';
import { LONGEST_SEARCH_DAYS } from '#domain/inputs/date-poll.ts';
import { minutesOf } from '#domain/inputs/meeting.ts';

/** A search that the domain takes. */
export interface SlotSearch {
  from: Day;
  to: Day;
  minutes: number;
  hours: string[];
}

const MINUTES = { least: 15, most: 600 } as const;
const MOST_HOURS = 6;
/** A month is looked through from next week on, unless said otherwise. */
const [FIRST_DAYS, SPAN_DAYS] = [7, 28] as const;

const clockOf = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

/** « 9:30, 14h » as hours; what is none is left out. */
const hoursIn = (typed: string): string[] => {
  const found = typed
    .split(/[,;]+/)
    .map(minutesOf)
    .filter((minutes) => minutes < 24 * 60);
  return [...new Set(found.map(clockOf))].slice(0, MOST_HOURS);
};

const dayIn = (given: string | null, otherwise: Day): Day => (given && isDay(given) ? given : otherwise);

/** The search of an address; what does not hold is replaced by the nearest that does. */
export function searchOf(params: URLSearchParams, meeting: { startsAt: string; endsAt: string }): SlotSearch {
  const asked = dayIn(params.get('du'), addDays(today(), FIRST_DAYS));
  const isPast = asked < today();
  const from = isPast ? today() : asked;
  const until = dayIn(params.get('au'), addDays(from, SPAN_DAYS));
  const isHeld = until >= from && daysBetween(from, until) <= LONGEST_SEARCH_DAYS;
  const length = (+new Date(meeting.endsAt) - +new Date(meeting.startsAt)) / 60_000;
  const minutes = Math.round(Number(params.get('duree') ?? length));
  const hours = hoursIn(params.get('heures') ?? `${clockAt(new Date(meeting.startsAt))}, 14:00`);
  return {
    from,
    to: isHeld ? until : addDays(from, until < from ? SPAN_DAYS : LONGEST_SEARCH_DAYS),
    minutes: Math.min(Math.max(minutes || 90, MINUTES.least), MINUTES.most),
    hours: hours.length > 0 ? hours : ['9:30'],
  };
}
