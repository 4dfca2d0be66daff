// A first copy of all that a viewer sees, a page at a time, with the cursor of the feed to follow from: it is taken before the first
// thing is read, so that whatever changes meanwhile comes again in the feed, and nothing is missed.
import { invalid } from '../errors.ts';
import { readFeedHead } from '../history/feed.ts';
import { type PageBounds, type PageRequest, pageSize } from '../paging.ts';
import { isUuid } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { type Noun, nouns } from '../vocabulary.ts';
import type { Place } from './nouns.ts';
import { type Thing, thingsAfter } from './things.ts';

/** How many things a page holds. */
export const pageOfSnapshot: PageBounds = { most: 500, usual: 100 };

export interface SnapshotPage {
  things: Thing[];
  /** Where to follow the feed from, once the last page is read; the same on every page. */
  changesCursor: string;
  endCursor: string;
  hasNextPage: boolean;
}

/** How far a first copy has come: the last place read of a noun, with all nouns before it. */
interface Progress {
  changesCursor: string;
  noun: Noun;
  place: Place | null;
}

const LIST = 'snapshot';

const write = ({ changesCursor, noun, place }: Progress) =>
  Buffer.from([LIST, changesCursor, noun, place?.id ?? '', place?.within ?? ''].join('\n')).toString('base64url');

function read(cursor: string): Progress {
  const [list, changesCursor = '', name, id = '', within = '', ...rest] = Buffer.from(cursor, 'base64url')
    .toString()
    .split('\n');
  const noun = nouns.find((one) => one === name);
  const isFirst = id === '' && within === '';
  if (list !== LIST || !noun || rest.length > 0 || !(isFirst || (isUuid(id) && isUuid(within))))
    throw invalid({ after: 'Ce curseur n’est pas reconnu\u00a0: reprenez celui de la page précédente.' });
  return { changesCursor, noun, place: isFirst ? null : { id, within } };
}

/** The next page of a copy of the nouns `types` (all unless said), noun by noun in the order of their list. */
export async function readSnapshot(
  viewer: Viewer,
  { after, first, types }: PageRequest & { types?: readonly Noun[] | null },
): Promise<SnapshotPage> {
  const size = pageSize({ first }, pageOfSnapshot);
  const start: Progress =
    after == null ? { changesCursor: await readFeedHead(), noun: nouns[0], place: null } : read(after);
  const { changesCursor } = start;
  const things: Thing[] = [];
  let { noun: current, place } = start;
  for (const noun of nouns.slice(nouns.indexOf(start.noun))) {
    if (noun !== start.noun) place = null;
    current = noun;
    if (types && !types.includes(noun)) continue;
    for (let isWhole = false; !isWhole; ) {
      const room = size - things.length;
      if (room === 0)
        return { things, changesCursor, endCursor: write({ changesCursor, noun, place }), hasNextPage: true };
      const found = await thingsAfter(viewer, noun, place, room);
      things.push(...found.things);
      place = found.last ?? place;
      isWhole = found.isWhole;
    }
  }
  return { things, changesCursor, endCursor: write({ changesCursor, noun: current, place }), hasNextPage: false };
}
