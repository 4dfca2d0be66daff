// Where the numbers of headings follow from the one before, and where one must be said: the same for DOCX and ODT, whose own
// numbering then shows the very numbers of the text and counts on when somebody adds a title. Pure.
import { rankOf } from '#domain/texts/numbering.ts';
import type { OfficeHeading } from './office-text.ts';

/** A heading that is counted. */
export interface CountedHeading {
  kind: 'part' | 'article' | 'axis' | 'objective';
  /** Its last figure: 2 of « 1.2 ». */
  rank: number;
  /** Of an objective, its axis: 1 of « 1.2 ». */
  within: number | null;
  /** « bis »: it is counted apart. */
  suffix: string | null;
  /** Whether it is the next of its kind; else its number must be said. */
  goesOn: boolean;
}

/** Tells of each heading, in the order they come, how it is counted; null for one without a number. */
export function createHeadingCounts(): (heading: OfficeHeading) => CountedHeading | null {
  const next: Record<CountedHeading['kind'], number | null> = {
    part: null,
    article: null,
    axis: null,
    objective: null,
  };
  return ({ kind, number }) => {
    const rank = rankOf(number);
    if (kind === 'part' || kind === 'article') {
      next.axis = null;
      next.objective = null;
    }
    if (kind === null || kind === 'subheading' || number === null || rank === null) return null;
    const [, suffix = null] = number.split(' ');
    const goesOn = suffix === null && next[kind] === rank;
    next[kind] = suffix === null ? rank + 1 : null;
    if (kind === 'axis') next.objective = 1;
    return { kind, rank, within: kind === 'objective' ? Number.parseInt(number, 10) : null, suffix, goesOn };
  };
}
