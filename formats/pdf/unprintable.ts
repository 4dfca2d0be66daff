// Characters as a reader sees them, and those that cannot be printed whatever the font. Pure.

/** How the printing process ends when a text holds what cannot be printed; those clusters, as JSON, are what it wrote. */
export const UNPRINTABLE_EXIT = 3;

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** The different characters of these words, as a reader sees them: an emoji of several code points is one. */
export function clustersOf(words: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const text of words) for (const { segment } of graphemes.segment(text)) found.add(segment);
  return [...found];
}

/**
 * Whether a character says nothing without the program that it comes from: private use (what Wingdings leaves behind),
 * control characters, half of a pair, code points that are none. A font may draw something for it; it is not what was read.
 */
export const isMeaningless = (cluster: string): boolean => /[\p{Co}\p{Cs}\p{Cn}]|(?![\t\n\r])\p{Cc}/u.test(cluster);

/** « U+F0A7 », or several for a character of several code points. */
export const codePointsOf = (cluster: string): string =>
  [...cluster].map((point) => `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
