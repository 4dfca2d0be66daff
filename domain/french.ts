// French as sentences write it: a day, the two houses, and the spaces that stay on the line. The one place that typesets:
// what is worded in a source carries its spaces already (tests/typesetting.test.ts); what is put together from people's
// words is typeset at the door it leaves by: graphql/errors.ts, letters.ts, a meeting's calendar. Pure, browser-safe.

import { type Day, toColumn } from './calendar.ts';
import type { Territory } from './vocabulary.ts';

const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');

/** « 22 avril 2025 », « 1er mai 2025 », with no-break spaces. */
export function writeDay(day: Day): string {
  const date = toColumn(day);
  const number = date.getUTCDate();
  return [number === 1 ? '1er' : number, months[date.getUTCMonth()], date.getUTCFullYear()].join('\u00a0');
}

/** The two houses as sentences name them. */
export const mdadtNames: Record<Territory, string> = { LENS_HENIN: 'MDADT Lens-Hénin', ARTOIS: 'MDADT Artois' };

/** Before « : » and inside guillemets, before a unit, within a date: as wide as a space. */
const FIXED = '\u00a0';
/** Before « ; ? ! » and between thousands. */
const NARROW = '\u202f';

const units = 'Go|Mo|ko|octets|h|min|km|%|€';
const named = '[Aa]rticles?|[Oo]bjectifs?|[Aa]xes?|n°';

/** Each space that French keeps on the line, with what it becomes. */
const kept: readonly (readonly [RegExp, string])[] = [
  [/ (?=»)/g, FIXED],
  [/ (?=:(?:\s|$))/g, FIXED],
  [/ (?=[;?!])/g, NARROW],
  [/« /g, `«${FIXED}`],
  [/(?<=\d) (?=\d{3}(?!\d))(?<!\d{4} )/g, NARROW],
  [new RegExp(`(?<=\\d) (?=(?:${units})(?![\\p{L}\\d]))`, 'gu'), FIXED],
  [/(?<=\d\u00a0h) (?=\d\d(?!\d))/g, FIXED],
  [new RegExp(`(?<=(?<![\\p{L}])(?:${named})) (?=\\d)`, 'gu'), FIXED],
  [new RegExp(`(?<=\\b(?:1er|\\d{1,2})) (?=(?:${months.join('|')})(?!\\p{L}))`, 'gu'), FIXED],
  [new RegExp(`(?<=(?:${months.join('|')})) (?=\\d{4}(?!\\d))`, 'g'), FIXED],
];

/** A sentence with the spaces that French keeps on the line; twice is once, and addresses stay as they are. */
export const typeset = (sentence: string): string =>
  kept.reduce((words, [space, instead]) => words.replace(space, instead), sentence);

/** A title whose dashes end a line and begin none: « Département – Mission » breaks after its dash. */
export const holdDashes = (title: string): string => title.replace(/ (?=[–—] )/g, FIXED);
