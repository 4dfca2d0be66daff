// Dates, times, numbers and amounts as French administrations write them, always at Paris time whatever the machine.
// Composed by hand where browsers and Node disagree, so that a page reads the same before and after it wakes up.
import { inParis } from '#domain/paris-time.ts';

/** Narrow and plain no-break spaces: inside numbers and before a unit. */
const NARROW = '\u202f';
const FIXED = '\u00a0';

const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const shortMonths = 'janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.'.split(' ');
const days = 'dimanche lundi mardi mercredi jeudi vendredi samedi'.split(' ');

/** An instant: a Date, or ISO 8601 as GraphQL gives it. A bare day (`2025-04-22`) is that day, in any zone. */
export type Instant = Date | string;

interface Paris {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: string;
  weekday: number;
}

function partsOf(instant: Instant): Paris {
  // Noon UTC is the same day in Paris all year round.
  const bareDay = typeof instant === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(instant);
  const shown = inParis(new Date(bareDay ? `${instant}T12:00:00Z` : instant));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: String(shown.getUTCMinutes()).padStart(2, '0'),
    weekday: shown.getUTCDay(),
  };
}

const ordinalDay = (day: number) => (day === 1 ? '1er' : String(day));

/** « 22 avril 2025 », « 1er mai 2025 ». */
export function formatDate(instant: Instant): string {
  const { year, month, day } = partsOf(instant);
  return [ordinalDay(day), months[month - 1], year].join(FIXED);
}

/** « mardi 22 avril 2025 ». */
export function formatLongDate(instant: Instant): string {
  return `${days[partsOf(instant).weekday]} ${formatDate(instant)}`;
}

/** « 22 avril » this year, « 22 avr. 2024 » of another: for narrow columns. */
export function formatShortDate(instant: Instant, now: Date = new Date()): string {
  const { year, month, day } = partsOf(instant);
  return year === partsOf(now).year
    ? [ordinalDay(day), months[month - 1]].join(FIXED)
    : [ordinalDay(day), shortMonths[month - 1], year].join(FIXED);
}

/** « 14 h 30 », « 9 h ». */
export function formatTime(instant: Instant): string {
  const { hour, minute } = partsOf(instant);
  return minute === '00' ? `${hour}${FIXED}h` : `${hour}${FIXED}h${FIXED}${minute}`;
}

/** « 22 avril 2025 à 14 h 30 ». */
export const formatDateTime = (instant: Instant): string => `${formatDate(instant)} à ${formatTime(instant)}`;

const MINUTE = 60_000;

const midnight = ({ year, month, day }: Paris) => Date.UTC(year, month - 1, day);

/** « à l’instant », « il y a 5 minutes », « hier à 14 h 30 », then the date. The future is given as a date. */
export function formatRelative(instant: Instant, now: Date = new Date()): string {
  const past = now.getTime() - new Date(instant).getTime();
  const [then, today] = [partsOf(instant), partsOf(now)];
  const nights = Math.round((midnight(today) - midnight(then)) / (24 * 60 * MINUTE));
  if (past < -MINUTE || nights > 6) return `le ${formatDate(instant)}`;
  if (past < MINUTE) return 'à l’instant';
  if (past < 60 * MINUTE) return `il y a ${count(Math.floor(past / MINUTE), 'minute')}`;
  if (nights === 0) return `il y a ${count(Math.floor(past / (60 * MINUTE)), 'heure')}`;
  if (nights === 1) return `hier à ${formatTime(instant)}`;
  return `${days[then.weekday]} à ${formatTime(instant)}`;
}

/** « 1 234,5 »: at most `decimals` decimals (2 unless said), with narrow no-break spaces. */
export function formatNumber(value: number, decimals = 2): string {
  const [whole = '', fraction] = String(Number(Math.abs(value).toFixed(decimals))).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW);
  return `${value < 0 ? '−' : ''}${grouped}${fraction ? `,${fraction}` : ''}`;
}

/** « 180 000 € », « 1 234,50 € »: cents only when there are some. */
export function formatAmount(euros: number): string {
  // Whole cents first: 2,999 € is 3 €, not 2,100 €.
  const total = Math.round(Math.abs(euros) * 100);
  const cents = total % 100;
  const words = `${formatNumber(Math.floor(total / 100), 0)}${cents ? `,${String(cents).padStart(2, '0')}` : ''}`;
  return `${euros < 0 && total > 0 ? '−' : ''}${words}${FIXED}€`;
}

const sizes: readonly (readonly [number, string])[] = [
  [1e9, 'Go'],
  [1e6, 'Mo'],
  [1e3, 'ko'],
];

/** « 2,4 Mo », « 812 octets ». */
export function formatBytes(bytes: number): string {
  const [unit, name] = sizes.find(([size]) => bytes >= size) ?? [];
  if (unit === undefined) return count(bytes, 'octet');
  return `${formatNumber(bytes / unit, 1)}${FIXED}${name}`;
}

/** « 0 commentaire », « 1 commentaire », « 12 commentaires »: French has its plural from two on. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${formatNumber(number)}${FIXED}${plural(number, one, many)}`;
}

/** The word that goes with `number`, without the number. */
export const plural = (number: number, one: string, many = `${one}s`): string => (Math.abs(number) < 2 ? one : many);

/** « Artois, Lens-Hénin et DAT ». */
export const formatList = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} et ${words.at(-1)}`;
