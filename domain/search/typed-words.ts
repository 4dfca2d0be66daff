// What somebody typed in the search field, as terms: words, « passages exacts », and words that must not be there. Pure: what
// PostgreSQL makes of them is tsqueries.ts.

/** One thing that is asked for. */
export interface Term {
  /** As typed, in lower case; several words for a phrase. */
  text: string;
  isPhrase: boolean;
  isExcluded: boolean;
}

/** Terms of one search: what is beyond is not asked for. */
const MOST_TERMS = 12;

/** Letters and digits, with what may stand between two of them in one word: « grand-place », « 3.2 ». */
const WORD = /[\p{L}\p{N}\p{M}]+(?:[-.][\p{L}\p{N}\p{M}]+)*/gu;

const PART = /(?:^|\s)(-)(?=[\p{L}\p{N}"«“])|["«“]([^"»”]*)["»”]|([^\s"«“]+)/gu;

const wordsIn = (text: string) => text.toLocaleLowerCase('fr').match(WORD) ?? [];

/** The terms of what was typed, in order. */
export function termsOf(typed: string): Term[] {
  const terms: Term[] = [];
  let isExcluded = false;
  for (const [, minus, phrase, rest] of typed.matchAll(PART)) {
    if (minus) {
      isExcluded = true;
      continue;
    }
    const words = wordsIn(phrase ?? rest ?? '');
    if (phrase !== undefined && words.length > 0) terms.push({ text: words.join(' '), isPhrase: true, isExcluded });
    // « l’habitat » is two words, of which PostgreSQL leaves one out.
    else for (const text of words) terms.push({ text, isPhrase: false, isExcluded });
    isExcluded = false;
  }
  return terms.slice(0, MOST_TERMS);
}

/** Without accents and capitals, as the words of the index are kept. */
export const folded = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('œ', 'oe').replaceAll('æ', 'ae').toLocaleLowerCase('fr');

/** A word of that many letters has endings that the French stemmer does not see: « élu » and « élus ». */
const SHORT = 6;

/** A word with its singular or plural where that is too short for the stemmer. */
export function variantsOf(word: string): string[] {
  if (word.length > SHORT || !/^\p{L}+$/u.test(word)) return [word];
  if (/[sx]$/u.test(word)) return word.length > 3 ? [word, word.slice(0, -1)] : [word];
  return [word, `${word}s`, ...(word.endsWith('u') ? [`${word}x`] : [])];
}

/** Whether one typing error leads from `a` to `b`: a letter more, less, another, or two exchanged. */
export function isOneErrorAway(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || a === b) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  if (short.length < long.length) return short.slice(from) === long.slice(from + 1);
  if (short.slice(from + 1) === long.slice(from + 1)) return true;
  const exchanged = `${long[from + 1] ?? ''}${long[from]}`;
  return short.slice(from, from + 2) === exchanged && short.slice(from + 2) === long.slice(from + 2);
}
