// Paging of lists, by key and never by offset: a page goes on after the last row seen, also when that row is gone.
import { invalid } from './errors.ts';
import { isUuid } from './parse.ts';

/** One page of a list, each row with the cursor to go on after it. */
export interface Page<Row> {
  nodes: { cursor: string; node: Row }[];
  hasNextPage: boolean;
}

/** What a list takes: `first` rows at most (1 to 500, 50 when not said) after cursor `after`. */
export interface PageRequest {
  first?: number | null;
  after?: string | null;
}

const MOST = 500;
const USUAL = 50;

/**
 * How many rows a list is asked for, `usual` when it is not said. Refuses what is out of range, and reading backwards,
 * which no list does: turned into something else, it would be counted as what it is not.
 */
export function pageSize(
  { first, last, before }: PageRequest & { last?: number | null; before?: string | null },
  usual = USUAL,
): number {
  if (first != null && (first < 1 || first > MOST)) throw invalid({ first: `Entre 1 et ${MOST}.` });
  if (last != null || before != null)
    throw invalid({
      [last == null ? 'before' : 'last']: 'Une liste se lit vers l’avant, avec « first » et « after ».',
    });
  return first ?? usual;
}

const wrongCursor = () => invalid({ after: 'Ce curseur n’est pas reconnu.' });

/** Whether a sort key is an instant of the calendar, in UTC to the millisecond: « 2026-11-28T14:30:00.000Z ». */
export function isInstant(sortKey: string): boolean {
  const instant = new Date(sortKey);
  return /^[1-9]/.test(sortKey) && !Number.isNaN(instant.getTime()) && instant.toISOString() === sortKey;
}

/**
 * The key (`sortkey`, `id`) in a cursor, or null for the first page; refuses what is not a cursor of ours. `isKey`: what
 * the sort keys of this list look like; any text unless said.
 */
export function keyAfter(
  { after }: PageRequest,
  isKey: (sortKey: string) => boolean = (sortKey) => !sortKey.includes('\0'),
): { sortKey: string; id: string } | null {
  if (after == null) return null;
  const [, sortKey, id] = /^(.*)\n(.*)$/s.exec(Buffer.from(after, 'base64url').toString()) ?? [];
  if (sortKey === undefined || id === undefined || !isKey(sortKey) || !isUuid(id)) throw wrongCursor();
  return { sortKey, id };
}

const LARGEST_POSITION = 2_147_483_647;

/** The place in all texts (latest year first, a convention, a position) that a cursor of actions or deliverables names. */
export function placeAfter(page: PageRequest) {
  const key = keyAfter(page);
  if (key === null) return null;
  const [, year, conventionId = '', position] = /^(\d{4}) (\S+) (\d{1,10})$/.exec(key.sortKey) ?? [];
  if (!isUuid(conventionId) || Number(position) > LARGEST_POSITION) throw wrongCursor();
  return { year: Number(year), conventionId, position: Number(position), id: key.id };
}

/** Makes a page of at most `size` rows from up to `size` + 1 found ones. */
export function pageOf<Row>(
  found: Row[],
  size: number,
  keyOf: (row: Row) => { sortKey: string; id: string },
): Page<Row> {
  return {
    nodes: found.slice(0, size).map((node) => {
      const { sortKey, id } = keyOf(node);
      return { cursor: Buffer.from(`${sortKey}\n${id}`).toString('base64url'), node };
    }),
    hasNextPage: found.length > size,
  };
}
