// Where free dates are looked for: the days, hours and length in the address of the page, or what is likely to be meant.
import { addDays, clockAt, type Day, daysBetween, isDay, today } from '#domain/calendar.ts';
import { minutesOf } from '#domain/meetings/inputs.ts';
import { hoursRefusal, LONGEST_SEARCH_DAYS } from '#domain/scheduling/inputs.ts';
import { type Dates, datesOf } from '../../meetings/words.ts';

/** A search that the domain takes, but for `refusal`. */
export interface SlotSearch {
  from: Day;
  to: Day;
  minutes: number;
  hours: string[];
  /** Why the hours that were asked for are not looked at; null when they are. */
  refusal: string | null;
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

/** The hour of the meeting, or of the morning where it has none, and the early afternoon, as far as working hours go; eight o’clock leaves room for the longest. */
function likelyHours({ startsAt }: Dates, minutes: number): string[] {
  const hours = hoursIn(`${startsAt ? clockAt(new Date(startsAt)) : '9:30'}, 14:00`).filter(
    (hour) => hoursRefusal([hour], minutes) === null,
  );
  return hours.length > 0 ? hours : ['8:00'];
}

/** The search of an address; what does not hold is replaced by the nearest that does. */
export function searchOf(params: URLSearchParams, meeting: Dates): SlotSearch {
  const asked = dayIn(params.get('du'), addDays(today(), FIRST_DAYS));
  const isPast = asked < today();
  const from = isPast ? today() : asked;
  const until = dayIn(params.get('au'), addDays(from, SPAN_DAYS));
  const isHeld = until >= from && daysBetween(from, until) <= LONGEST_SEARCH_DAYS;
  const dates = datesOf(meeting);
  const length = dates ? (+new Date(dates.endsAt) - +new Date(dates.startsAt)) / 60_000 : Number.NaN;
  const minutes = Math.round(Number(params.get('duree') ?? length));
  const held = Math.min(Math.max(minutes || 90, MINUTES.least), MINUTES.most);
  const typed = hoursIn(params.get('heures') ?? '');
  const hours = typed.length > 0 ? typed : likelyHours(meeting, held);
  return {
    from,
    to: isHeld ? until : addDays(from, until < from ? SPAN_DAYS : LONGEST_SEARCH_DAYS),
    minutes: held,
    hours,
    refusal: hoursRefusal(hours, held),
  };
}
