// The change feed as it comes: a page as soon as there is one, for a program that keeps its connection open. What a page holds is
// feed.ts; a program that is cut goes on from its last cursor, here or there.
import { nextCommit } from '../commits.ts';
import { DomainError, forbidden } from '../errors.ts';
import { isLiving, type SystemViewer, type Viewer } from '../viewers.ts';
import { type ChangePage, type FeedRequest, readChanges } from './feed.ts';

/** How long a change of another node, or the end of a key, may go unseen, ms. */
const LOOK_MS = 2_000;

/** Changes of a moment come in one page, ms. */
const GATHER_MS = 50;

/** Connections of one key at this node. */
const MOST_OF_A_KEY = 5;

const openOf = new Map<string, number>();

const keyEnded = () =>
  new DomainError(
    'INVALID_KEY',
    'Cette clé d’accès n’ouvre plus rien\u00a0: elle vient d’être révoquée ou de se terminer.',
  );

const tooMany = () =>
  new DomainError(
    'TOO_MANY_SUBSCRIPTIONS',
    `Cette clé suit déjà le journal par ${MOST_OF_A_KEY} connexions\u00a0: fermez-en une d’abord.`,
  );

/** Takes a place among the connections of a key; gives what lets it go. */
function takePlace({ apiKeyId }: SystemViewer): () => void {
  const open = openOf.get(apiKeyId) ?? 0;
  if (open >= MOST_OF_A_KEY) throw tooMany();
  openOf.set(apiKeyId, open + 1);
  return () => {
    const left = (openOf.get(apiKeyId) ?? 1) - 1;
    if (left > 0) openOf.set(apiKeyId, left);
    else openOf.delete(apiKeyId);
  };
}

async function* pages(viewer: SystemViewer, request: FeedRequest): AsyncGenerator<ChangePage> {
  let after = request.after;
  for (let isFirst = true; ; isFirst = false) {
    if (!(await isLiving(viewer))) throw keyEnded();
    const page = await readChanges(viewer, { ...request, after });
    after = page.endCursor;
    // The first is given even empty: it says that one follows, and from where.
    if (isFirst || page.changes.length > 0) yield page;
    if (page.hasNextPage) continue;
    await nextCommit(LOOK_MS);
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
  }
}

/**
 * The pages of the feed from a cursor, without end, for a program with a key. Throws INVALID_KEY once the key is over, and whatever
 * readChanges throws; TOO_MANY_SUBSCRIPTIONS at once.
 */
export function followChanges(viewer: Viewer, request: FeedRequest): AsyncGenerator<ChangePage> {
  if (viewer.kind !== 'system') throw forbidden();
  const release = takePlace(viewer);
  const followed = pages(viewer, request);
  let isOver = false;
  const end = () => {
    if (!isOver) release();
    isOver = true;
  };
  return {
    next: () =>
      followed.next().then(
        (given) => {
          if (given.done) end();
          return given;
        },
        (error: unknown) => {
          end();
          throw error;
        },
      ),
    // Somebody who leaves gives the place back at once, whatever is being waited for.
    return: (value) => {
      end();
      return followed.return(value);
    },
    throw: (error) => {
      end();
      return followed.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
