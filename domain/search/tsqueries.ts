// What PostgreSQL is asked for a term: each word under both of the index's readings, with and without accents. Knows words
// and the dictionary, not who asks: a word is completed or stemmed here, and what it finds is judged where it is looked for.
import { prisma } from '#prisma/client.ts';
import { folded, type Term, variantsOf } from './typed-words.ts';

/** A term with the text of its tsquery. */
export interface AskedTerm extends Term {
  query: string;
}

/** Articles that Snowball's list of French stop words does not have. */
const MORE_STOP_WORDS = ['les'];

/** Words that what is half typed may become: enough for what one goes on to type, few enough to look for at once. */
const MOST_COMPLETIONS = 40;

async function completionsOf(word: string): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ folded: string }[]>`
    select distinct folded, length(folded) from "SearchWord"
    where folded like ${`${folded(word).replace(/[\\%_]/g, '\\$&')}%`} order by 2, 1 limit ${MOST_COMPLETIONS}`;
  return rows.map((row) => row.folded);
}

interface Reading {
  french: string;
  fr: string;
}

async function readingsOf(texts: readonly string[], isPhrase: boolean): Promise<Map<string, Reading>> {
  const rows = isPhrase
    ? await prisma.$queryRaw<(Reading & { text: string })[]>`
        select text, phraseto_tsquery('french', text)::text as french, phraseto_tsquery('fr', text)::text as fr
        from unnest(${texts}::text[]) as text`
    : await prisma.$queryRaw<(Reading & { text: string })[]>`
        select text, plainto_tsquery('french', text)::text as french, plainto_tsquery('fr', text)::text as fr
        from unnest(${texts}::text[]) as text`;
  return new Map(rows.map(({ text, ...reading }) => [text, reading]));
}

/** A lexeme as tsquery writes it, for all words that begin so. */
const prefix = (word: string) => `'${folded(word).replaceAll("'", "''")}':*`;

/**
 * The terms as they are asked; stop words are left out. With `typing`, the last word is being typed: what begins with it
 * will do, stop word or not.
 */
export async function askedTerms(terms: readonly Term[], typing: boolean): Promise<AskedTerm[]> {
  const last = typing ? terms.findLast(({ isPhrase, isExcluded }) => !isPhrase && !isExcluded) : undefined;
  const half = last === terms.at(-1) ? last : undefined;
  const completed = half ? await completionsOf(half.text) : [];
  const wanted = (term: Term) =>
    term.isPhrase ? [term.text] : [...variantsOf(term.text), ...(term === half ? completed : [])];
  const words = await readingsOf(
    terms.flatMap((term) => (term.isPhrase ? [] : wanted(term))),
    false,
  );
  const phrases = await readingsOf(
    terms.flatMap((term) => (term.isPhrase ? wanted(term) : [])),
    true,
  );
  return terms.flatMap((term) => {
    const readingOf = (text: string) => (term.isPhrase ? phrases : words).get(text);
    const isStop = MORE_STOP_WORDS.includes(term.text) || readingOf(term.text)?.french === '';
    if (isStop && term !== half) return [];
    const parts = new Set(wanted(term).flatMap((text) => Object.values(readingOf(text) ?? {})));
    if (term === half) parts.add(prefix(term.text));
    parts.delete('');
    return parts.size === 0 ? [] : [{ ...term, query: [...parts].map((part) => `( ${part} )`).join(' | ') }];
  });
}

/** All terms at once; null when there is nothing to look for. */
export function queryOf(terms: readonly AskedTerm[]): string | null {
  if (terms.every(({ isExcluded }) => isExcluded)) return null;
  return terms.map(({ query, isExcluded }) => `${isExcluded ? '!' : ''}( ${query} )`).join(' & ');
}
