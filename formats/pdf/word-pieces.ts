// Where a word that is wider than its column may be cut: French syllables, or for what is no word (addresses, references)
// after its signs. The compiler hyphenates by itself words that only do not fit at the end of a line. Pure.
import { spelled } from './spelling.ts';

const vowel = '[aeiouyàâäéèêëîïôöùûüÿœæ]';
/** Two consonants that begin a syllable together. */
const onset = '(?:[bcdfgptv][rl]|[cpst]h|gn|qu)';
const inside = '(?:[bcdfgptv](?=[rl])|[cpst](?=h)|g(?=n))';
const syllables = new RegExp(`(?<=\\p{L}{2})(?<!${inside})(?=(?:${onset}|(?!${vowel})\\p{L})${vowel}\\p{L})`, 'giu');
const signs = /(?<=[^\p{L}\p{N}\p{M}’'])(?=[\p{L}\p{N}])/gu;

/** Shorter words fit wherever a word can be. */
const SHORT = 4;

/** Cut here, and a hyphen shows that the word goes on. */
const HYPHEN = '\u{ad}';
/** Cut here without a sign. */
const CUT = '\u{200b}';

/** Each longer word of these texts (with what a no-break space ties to it) as it reads with the places to cut it in it. */
export function piecesOf(texts: Iterable<string>): Record<string, string> {
  const found = new Map<string, string>();
  for (const text of texts)
    for (const [word] of spelled(text).matchAll(/[^ \t\n]+/gu))
      if (word.length >= SHORT && !found.has(word))
        found.set(word, word.replace(signs, CUT).replace(syllables, HYPHEN));
  return Object.fromEntries(found);
}
