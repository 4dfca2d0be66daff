// Groups a list by the day of each thing in Paris. Pure.
import { formatLongDate } from '../../french-format.ts';

/** « 2025-03-31 ». */
const parisDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });

/** Things in the order given, with a heading for each new day: « aujourd’hui », « hier », « lundi 3 mars 2025 ». */
export function byDay<Thing extends { createdAt: string }>(
  things: readonly Thing[],
  now: Date,
): { day: string; things: Thing[] }[] {
  const today = formatLongDate(now);
  // A day before noon: a day before midnight falls two days back when clocks went forward.
  const noon = new Date(`${parisDay.format(now)}T12:00:00Z`);
  const yesterday = formatLongDate(new Date(noon.getTime() - 24 * 3_600_000));
  const groups: { day: string; things: Thing[] }[] = [];
  for (const thing of things) {
    const date = formatLongDate(thing.createdAt);
    const day = date === today ? 'Aujourd’hui' : date === yesterday ? 'Hier' : date;
    const last = groups.at(-1);
    if (last?.day === day) last.things.push(thing);
    else groups.push({ day, things: [thing] });
  }
  return groups;
}
