// One search over everything that a viewer may see: ranked, counted and paged under the viewer's own filter, in the same
// statement. Entries follow their rows by triggers (docs/decisions: the search); how words are read is tsqueries.ts.
import { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { dayAt, now } from '../calendar.ts';
import { keyAfter, type Page, type PageBounds, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { parseInput } from '../parse.ts';
import { visibleEntriesSql } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { corrected } from './corrections.ts';
import { type Hit, readHits } from './hits.ts';
import { type SearchInput, type SearchKind, searchInput, searchKinds } from './inputs.ts';
import { type AskedTerm, askedTerms, queryOf } from './tsqueries.ts';
import { termsOf } from './typed-words.ts';

const { sql } = Prisma;

/** Entries that are ranked: of a word that half of all texts hold, ranking every one takes seconds. */
const MOST_RANKED = 2_000;

/** What is counted one by one; more are « plus de 1 000 ». */
export const MOST_COUNTED = 1_000;

/** Results of a page: each quotes its text. */
export const pageOfSearch: PageBounds = { most: 100, usual: 20 };

/** How many there are of one kind, or of the conventions of one year. */
export interface Facet<Value> {
  value: Value;
  count: number;
}

/** What a search gives. */
export interface SearchAnswer {
  hits: Page<Hit>;
  /** How many there are, up to MOST_COUNTED. */
  total: number;
  /** There are more than are counted, and counts are of some of them. */
  isCapped: boolean;
  /** Under the other choices, in the order of `searchKinds`. */
  kinds: Facet<SearchKind>[];
  /** Under the other choices, the latest first. */
  years: Facet<number>[];
  /** The words that were searched instead of those that found nothing; null when none were. */
  correctedWords: string | null;
  /** The words hold none that can be searched: articles and the like alone. */
  isTooCommon: boolean;
}

const nothing = (isTooCommon: boolean): SearchAnswer => ({
  hits: { nodes: [], hasNextPage: false },
  total: 0,
  isCapped: false,
  kinds: [],
  years: [],
  correctedWords: null,
  isTooCommon,
});

/** A rank as PostgreSQL writes it. */
const isRank = (sortKey: string) => /^\d{1,3}(\.\d{1,12})?(e-\d{1,2})?$/.test(sortKey);

interface Asking {
  query: string;
  /** What the viewer sees, within what was asked for. */
  visible: Prisma.Sql;
  page: PageRequest;
  size: number;
  chosen: Pick<SearchInput, 'kinds' | 'year'>;
}

/** Whether an entry, or what was found of it, is of the chosen kinds and year. */
const ofKinds = ({ kinds }: Asking['chosen']) => (kinds?.length ? sql`kind = any(${kinds}::text[])` : sql`true`);
const ofYear = ({ year }: Asking['chosen']) => (year ? sql`year = ${year}` : sql`true`);

/**
 * Entries under the query and the viewer's filter, each with its rank: how well it answers, less what its convention is
 * older, because every year repeats the text of the last.
 */
const foundIn = ({ query, visible }: Asking, narrowed: Prisma.Sql) => {
  const thisYear = Number(dayAt(now()).slice(0, 4));
  return sql`
    select * from (
      select e.id, e.kind, c.year, (ts_rank(e.words, ${query}::tsquery, 1)
        / (1 + 0.1 * abs(${thisYear}::int - coalesce(c.year, ${thisYear}::int))))::real as rank
      from "SearchEntry" e left join "Convention" c on c.id = e."conventionId"
      where e.words @@ ${query}::tsquery and ${visible}
    ) entry where ${narrowed} limit ${MOST_RANKED}`;
};

interface Found {
  /** Whatever was chosen. */
  everything: number;
  total: number;
  ranked: { id: string; sortKey: string }[];
  kinds: Facet<SearchKind>[];
  years: Facet<number>[];
}

/** `found`: the statement of what is ranked; counts are over all of it, the page is of what was chosen. */
async function rank(asking: Asking, found: Prisma.Sql): Promise<Found> {
  const { page, size, chosen } = asking;
  const key = keyAfter('search', page, isRank);
  const isChosen = sql`${ofKinds(chosen)} and ${ofYear(chosen)}`;
  const after = key ? sql`(rank, id) < (${key.sortKey}::real, ${key.id}::uuid)` : sql`true`;
  const [row] = await prisma.$queryRaw<Found[]>`
    with found as materialized (${found})
    select (select count(*)::int from found) as everything,
      (select count(*)::int from found where ${isChosen}) as total,
      (select coalesce(json_agg(json_build_object('id', id, 'sortKey', rank::text)), '[]') from (
        select id, rank from found where ${isChosen} and ${after} order by rank desc, id desc limit ${size + 1}) p) as ranked,
      (select coalesce(json_agg(json_build_object('value', kind, 'count', n)), '[]') from (
        select kind, count(*)::int as n from found where ${ofYear(chosen)} group by kind) k) as kinds,
      (select coalesce(json_agg(json_build_object('value', year, 'count', n) order by year desc), '[]') from (
        select year, count(*)::int as n from found where year is not null and ${ofKinds(chosen)} group by year) y) as years`;
  return row as Found;
}

async function find(asking: Asking): Promise<Omit<SearchAnswer, 'correctedWords' | 'isTooCommon'>> {
  const { chosen, size, query } = asking;
  const all = await rank(asking, foundIn(asking, sql`true`));
  const isCut = all.everything >= MOST_RANKED;
  const isNarrowed = Boolean(chosen.kinds?.length || chosen.year);
  // Among those that were ranked there may be few of what was chosen.
  const narrowed =
    isCut && isNarrowed ? await rank(asking, foundIn(asking, sql`${ofKinds(chosen)} and ${ofYear(chosen)}`)) : all;
  const page = pageOf('search', narrowed.ranked, size, (row) => row);
  const hits = await readHits(
    page.nodes.map(({ node }) => node.id),
    query,
  );
  const hitOf = new Map(hits.map((hit) => [hit.id, hit]));
  const nodes = page.nodes.flatMap(({ cursor, node: { id } }) => {
    const node = hitOf.get(id);
    return node ? [{ cursor, node }] : [];
  });
  return {
    hits: { nodes, hasNextPage: page.hasNextPage },
    total: Math.min(narrowed.total, MOST_COUNTED),
    isCapped: isCut || narrowed.total > MOST_COUNTED,
    kinds: searchKinds.flatMap((kind) => all.kinds.find(({ value }) => value === kind) ?? []),
    years: all.years,
  };
}

const wordsOf = (terms: readonly AskedTerm[]) =>
  terms.map(({ text, isPhrase, isExcluded }) => `${isExcluded ? '-' : ''}${isPhrase ? `"${text}"` : text}`).join(' ');

/**
 * What of everything that `viewer` may see answers to the words, best first: all of them in one thing, French stems,
 * accents or not. Words that find the viewer nothing give way to words one typing error away that do, and this is said.
 */
export async function searchEverything(
  viewer: Viewer,
  request: PageRequest & Record<string, unknown>,
): Promise<SearchAnswer> {
  const { first, after, ...input } = request;
  const { words, kinds, year, conventionId, typing } = parseInput(searchInput, input);
  const page = { first, after };
  const size = pageSize(page, pageOfSearch);
  const terms = await askedTerms(termsOf(words), typing ?? false);
  const query = queryOf(terms);
  if (query === null) return nothing(true);
  const seen = visibleEntriesSql(viewer, conventionId ?? null);
  const visible = conventionId ? sql`${seen} and e."conventionId" = ${conventionId}::uuid` : seen;
  const asking = { visible, page, size, chosen: { kinds, year } };
  const answer = await find({ ...asking, query });
  if (answer.kinds.length > 0 || answer.years.length > 0)
    return { ...answer, correctedWords: null, isTooCommon: false };
  const meant = await corrected(terms, visible);
  const instead = meant && queryOf(meant);
  const better = instead ? await find({ ...asking, query: instead }) : null;
  if (!meant || !better || better.total === 0) return nothing(false);
  return { ...better, correctedWords: wordsOf(meant), isTooCommon: false };
}
