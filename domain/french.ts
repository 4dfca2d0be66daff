// A day as a French sentence says it, for the refusals and the printed text of this folder. Pure.

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
