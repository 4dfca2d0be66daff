// One typing error forgiven: words that find nothing of what somebody may see give way to words that do. The words of
// others are never told: a word is offered only once it is known to find this viewer something.
import { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { type AskedTerm, askedTerms } from './tsqueries.ts';
import { folded, isOneErrorAway, type Term } from './typed-words.ts';

const { sql } = Prisma;

/** A shorter word has too many neighbours to say which one was meant. */
const SHORTEST = 4;

/**
 * How alike words must be for PostgreSQL to offer them. Two letters exchanged spoil four of a word's trigrams, and a plural
 * adds one: the longer the word, the more of it must be the same, and the fewer words are looked at.
 */
const similarityFor = ({ length }: string): string => Math.max(0.2, (length - 4) / (length + 6)).toFixed(2);

/** Words looked through for each that is mistyped, the most alike first. */
const MOST_ALIKE = 60;

/** Words that are tried, of those that are one error away. */
const MOST_TRIED = 8;

/** Which of these queries find something where `where` holds (of the entry `e`). */
async function finding(queries: readonly string[], where: Prisma.Sql): Promise<Set<string>> {
  if (queries.length === 0) return new Set();
  const rows = await prisma.$queryRaw<{ query: string }[]>`
    select q.query from unnest(${queries}::text[]) as q(query)
    where exists (select 1 from "SearchEntry" e where e.words @@ q.query::tsquery and ${where})`;
  return new Set(rows.map(({ query }) => query));
}

/** The plural of a word is no error: the stem will be the same. */
const forms = (word: string) => (/[sx]$/.test(word) ? [word, word.slice(0, -1)] : [word]);

/** Known words one error away, the most alike first. */
async function neighboursOf(word: string): Promise<string[]> {
  const wanted = folded(word);
  const [, rows] = await prisma.$transaction([
    // For this transaction alone.
    prisma.$queryRaw`select set_config('pg_trgm.similarity_threshold', ${similarityFor(wanted)}, true)`,
    prisma.$queryRaw<{ word: string; folded: string }[]>`
      select min(word) as word, folded from "SearchWord" where folded % ${wanted}
      group by folded order by similarity(folded, ${wanted}) desc, folded limit ${MOST_ALIKE}`,
  ]);
  return rows
    .filter((row) => forms(row.folded).some((known) => forms(wanted).some((typed) => isOneErrorAway(known, typed))))
    .slice(0, MOST_TRIED)
    .map((row) => row.word);
}

const mayBeMistyped = ({ text, isPhrase, isExcluded }: Term) =>
  !isPhrase && !isExcluded && text.length >= SHORTEST && /^\p{L}+$/u.test(text);

/** The word that was meant by a term, as it is asked: the nearest one that finds something; null for none. */
async function meantBy(term: Term, where: Prisma.Sql): Promise<AskedTerm | null> {
  const neighbours = await neighboursOf(term.text);
  const tried = await askedTerms(
    neighbours.map((text) => ({ ...term, text })),
    false,
  );
  const found = await finding(
    tried.map(({ query }) => query),
    where,
  );
  return tried.find(({ query }) => found.has(query)) ?? null;
}

/** The terms with each word that finds nothing replaced by the one that was meant; null when nothing is to be replaced. */
export async function corrected(terms: readonly AskedTerm[], visible: Prisma.Sql): Promise<AskedTerm[] | null> {
  const where = sql`(${visible})`;
  const doubtful = terms.filter(mayBeMistyped);
  const found = await finding(
    doubtful.map(({ query }) => query),
    where,
  );
  const meant = new Map<Term, AskedTerm>();
  for (const term of doubtful) {
    if (found.has(term.query)) continue;
    const instead = await meantBy(term, where);
    if (!instead) return null;
    meant.set(term, instead);
  }
  return meant.size === 0 ? null : terms.map((term) => meant.get(term) ?? term);
}
