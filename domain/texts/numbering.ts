// How the headings of a text are counted, and how deep each stands: the one place where numbers come from. Browser-safe
// and light: the editor, the reading page, the rows, the paper and the importers all count here.
import type { HeadingKind, NumberSuffix } from '../vocabulary.ts';

/** Outline level of each kind of heading, 1 the highest; a part stands above articles. */
export const headingLevels: Record<HeadingKind, number> = { part: 0, article: 1, axis: 2, objective: 3, subheading: 4 };

/** What a heading says of its number. */
export interface Counted {
  kind: HeadingKind;
  /** `false` leaves it out of the count. */
  numbered: boolean;
  /** Its imposed number. */
  startAt: number | null;
  /** « bis »: an article that comes after the one of the same number; those that follow count on as if it were not there. */
  suffix: NumberSuffix | null;
}

const romans: readonly (readonly [number, string])[] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** `number` in Roman figures, as parts carry it; in ours beyond what anybody reads. */
export function writeRoman(number: number): string {
  if (number < 1 || number > 399) return String(number);
  let left = number;
  return romans.reduce((written, [value, letters]) => {
    const times = Math.floor(left / value);
    left -= times * value;
    return written + letters.repeat(times);
  }, '');
}

const romanValues: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** The value of a Roman number written as it should be, or null. */
export function readRoman(letters: string): number | null {
  if (letters === '' || !/^C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(letters)) return null;
  return [...letters].reduce((sum, letter, index) => {
    const value = romanValues[letter] ?? 0;
    return value < (romanValues[letters[index + 1] ?? ''] ?? 0) ? sum - value : sum + value;
  }, 0);
}

/** The last figure of a number as it is printed: 2 of « 1.2 », 9 of « 9 bis », 4 of « IV »; null of none. */
export function rankOf(number: string | null): number | null {
  const last = number?.split('.').at(-1) ?? '';
  const digits = /^\d+/.exec(last)?.[0];
  return digits ? Number(digits) : readRoman(last);
}

/**
 * Counts headings in reading order: parts and articles through the text, axes within an article, objectives within a
 * numbered axis. Answers each heading's number as it is printed, null for none.
 */
export function createNumbering() {
  let part = 0;
  let article = 0;
  let axis = 0;
  let axisNumbered = false;
  let objective = 0;
  return ({ kind, numbered, startAt, suffix }: Counted): string | null => {
    if (kind === 'part' || kind === 'article') {
      axis = 0;
      objective = 0;
      axisNumbered = false;
      if (!numbered) return null;
      if (kind === 'part') {
        part = startAt ?? part + 1;
        return writeRoman(part);
      }
      article = startAt ?? (suffix ? Math.max(article, 1) : article + 1);
      return suffix ? `${article} ${suffix}` : String(article);
    }
    if (kind === 'axis') {
      objective = 0;
      axisNumbered = numbered;
      if (!numbered) return null;
      axis = startAt ?? axis + 1;
      return String(axis);
    }
    if (kind === 'objective') {
      if (!numbered || !axisNumbered) return null;
      objective = startAt ?? objective + 1;
      return `${axis}.${objective}`;
    }
    return null;
  };
}

/** Tells how deep each heading stands below those above it, from 1, without gaps: for whoever hears the text read. */
export function createDepths(): (kind: HeadingKind) => number {
  const open: number[] = [];
  return (kind) => {
    while (open.length > 0 && (open.at(-1) ?? 0) >= headingLevels[kind]) open.pop();
    open.push(headingLevels[kind]);
    return open.length;
  };
}

/** The articles that the numbering jumps over before each article (« clause absente »): [first, last], null for none. */
export function createAbsence(): (kind: HeadingKind, number: string | null) => [first: number, last: number] | null {
  let article = 0;
  return (kind, number) => {
    const next = kind === 'article' ? rankOf(number) : null;
    if (next === null) return null;
    const absent: [number, number] | null = next > article + 1 ? [article + 1, next - 1] : null;
    article = next;
    return absent;
  };
}
