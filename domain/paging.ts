// Paging of lists, by key and never by offset: a page goes on after the last row seen, also when that row is gone.
import { invalid } from './errors.ts';
import { isUuid } from './parse.ts';

/** One page of a list, each row with the cursor to go on after it. */
export interface Page<Row> {
  nodes: { cursor: string; node: Row }[];
  hasNextPage: boolean;
}

/** What a list takes: `first` rows at most after cursor `after`. */
export interface PageRequest {
  first?: number | null;
  after?: string | null;
}

/** How many rows a list gives at most, and when it is not said. */
export interface PageBounds {
  most: number;
  usual: number;
}

/** Of a list as most are. */
export const usualPage: PageBounds = { most: 500, usual: 50 };

/** Of conventions: each may hold a whole text. */
export const pageOfConventions: PageBounds = { most: 200, usual: 50 };

/** Of programmes: each holds all blocks of a text. */
export const pageOfProgrammes: PageBounds = { most: 20, usual: 20 };

/** How many rows a list gives at most for what it is asked: a number for limits, which refuses nothing. */
export const withinPage = (first: number | null | undefined, { most, usual }: PageBounds): number =>
  Math.min(Math.max(first ?? usual, 1), most);

/**
 * How many rows a list is asked for. Refuses what is out of range: turned into something else, it would be counted as what
 * it is not.
 */
export function pageSize({ first }: PageRequest, { most, usual }: PageBounds = usualPage): number {
  if (first != null && (first < 1 || first > most)) throw invalid({ first: `Entre 1 et ${most}.` });
  return first ?? usual;
}

const wrongCursor = () => invalid({ after: 'Ce curseur n’est pas reconnu.' });

const otherList = () =>
  invalid({ after: 'Ce curseur vient d’une autre liste : reprenez celui de la page précédente de celle-ci.' });

/** Whether a sort key is an instant of the calendar, in UTC to the millisecond: « 2026-11-28T14:30:00.000Z ». */
export function isInstant(sortKey: string): boolean {
  const instant = new Date(sortKey);
  return /^[1-9]/.test(sortKey) && !Number.isNaN(instant.getTime()) && instant.toISOString() === sortKey;
}

/**
 * The key (`sortkey`, `id`) in a cursor of `list`, or null for the first page; refuses what is not a cursor of ours, and one of
 * another list: by its key, this one would go on from any place. A list is named with what is in it, and with its order
 * where it has several. `isKey`: what the sort keys of this list look like; any text unless said.
 */
export function keyAfter(
  list: string,
  { after }: PageRequest,
  isKey: (sortKey: string) => boolean = (sortKey) => !sortKey.includes('\0'),
): { sortKey: string; id: string } | null {
  if (after == null) return null;
  const words = Buffer.from(after, 'base64url').toString();
  const [, named, sortKey, id] = /^([^\n]*)\n(.*)\n([^\n]*)$/s.exec(words) ?? [];
  if (named === undefined || sortKey === undefined || id === undefined || !isUuid(id)) throw wrongCursor();
  if (named !== list) throw otherList();
  if (!isKey(sortKey)) throw wrongCursor();
  return { sortKey, id };
}

const LARGEST_POSITION = 2_147_483_647;

/** The place in all texts (latest year first, a convention, a position) that a cursor of actions or deliverables names. */
export function placeAfter(list: string, page: PageRequest) {
  const key = keyAfter(list, page);
  if (key === null) return null;
  const [, year, conventionId = '', position] = /^(\d{4}) (\S+) (\d{1,10})$/.exec(key.sortKey) ?? [];
  if (!isUuid(conventionId) || Number(position) > LARGEST_POSITION) throw wrongCursor();
  return { year: Number(year), conventionId, position: Number(position), id: key.id };
}

/** Makes a page of `list` of at most `size` rows from up to `size` + 1 found ones. */
export function pageOf<Row>(
  list: string,
  found: Row[],
  size: number,
  keyOf: (row: Row) => { sortKey: string; id: string },
): Page<Row> {
  return {
    nodes: found.slice(0, size).map((node) => {
      const { sortKey, id } = keyOf(node);
      return { cursor: Buffer.from(`${list}\n${sortKey}\n${id}`).toString('base64url'), node };
    }),
    hasNextPage: found.length > size,
  };
}
