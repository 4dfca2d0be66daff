// Comments of a Word file that came back: those that went out with it are known, the others become threads and answers of who
// brings the file back, each saying whose the file says that it is. Called by returns.ts.
import { postComment } from '../discussions/comments.ts';
import { BODY_LIMIT, CONTEXT_LIMIT, QUOTATION_LIMIT } from '../discussions/inputs.ts';
import { saidThreads } from '../discussions/said-threads.ts';
import { openThread } from '../discussions/threads.ts';
import { DomainError } from '../errors.ts';
import { saidReasons } from '../suggestions/suggestions.ts';
import type { OwnedText } from '../versions/text-owners.ts';
import type { Viewer } from '../viewers.ts';
import type { ReturnedComment } from '../written/returned-text.ts';
import type { CommentPlace, Lost } from './changes.ts';

/** Characters of a comment: what is longer is a text of its own. */
const MOST_WORDS = 4 * BODY_LIMIT;

/** A comment that is new, with what it is about: a thread that is there, another new comment, or a place of the text. */
export interface NewComment {
  number: string;
  author: string;
  text: string;
  threadId: string | null;
  answers: string | null;
  place: CommentPlace | null;
}

const spelled = (author: string, text: string) => `${author}\n${text.replace(/\s+/g, ' ').trim()}`;

/** Whether people discuss the passages of a text: where they do not, a file's comments have no place. */
export const isDiscussed = ({ kind }: Pick<OwnedText, 'kind'>): boolean => kind === 'CONVENTION';

/** What of a file's comments nobody has said of the text, or in its convention, yet. */
export async function newComments(
  viewer: Viewer,
  text: OwnedText,
  {
    comments,
    commented,
    untracked,
  }: {
    comments: readonly ReturnedComment[];
    commented: ReadonlyMap<string, CommentPlace>;
    /** What the file said itself of what no tracked change tells. */
    untracked: readonly string[];
  },
): Promise<NewComment[]> {
  const threadOf = new Map<string, string>();
  const threads = isDiscussed(text) ? await saidThreads(viewer, text.conventionId) : [];
  for (const { id, comments: said } of threads)
    for (const { author, text } of said) threadOf.set(spelled(author, text), id);
  const reasons = new Set((await saidReasons(text.documentId)).map(({ author, reason }) => spelled(author, reason)));
  const told = new Set(untracked.map((words) => spelled('', words)));
  const known = new Map(
    comments.map(({ number, author, text }) => [number, threadOf.get(spelled(author, text)) ?? null]),
  );
  return comments.flatMap(({ number, author, text, answers }) => {
    if (known.get(number) || text.trim() === '' || reasons.has(spelled(author, text)) || told.has(spelled('', text)))
      return [];
    const threadId = answers === null ? null : (known.get(answers) ?? null);
    return [
      { number, author, text, threadId, answers: threadId ? null : answers, place: commented.get(number) ?? null },
    ];
  });
}

/** « D’après Paul Caron, dans Word : … », in as many comments as it takes; nobody is named by what a file says. */
function bodiesOf({ author, text }: NewComment): string[] {
  const words = [...text.replaceAll('@[', '@ [')];
  const head = `D’après ${author.replaceAll('@[', '@ [')}, dans Word\u00a0:\n`;
  const room = BODY_LIMIT - head.length - 10;
  const parts = Math.max(1, Math.ceil(words.length / room));
  return Array.from({ length: parts }, (_, part) => head + words.slice(part * room, (part + 1) * room).join(''));
}

/**
 * Writes them as the viewer's own; gives how many were, and those that have no place. `firstId`: the first block of the text,
 * for what stands before it.
 */
export async function writeComments(
  viewer: Viewer,
  conventionId: string,
  comments: readonly NewComment[],
  { firstId, most }: { firstId: string | null; most: number },
): Promise<{ written: number; lost: Lost[] }> {
  const threads = new Map<string, string>();
  const lost: Lost[] = [];
  let written = 0;
  const pacing = { isPaced: false };
  for (const comment of comments) {
    const { number, author, text, answers, place } = comment;
    const known = comment.threadId ?? threads.get(answers ?? '') ?? null;
    const blockId = place?.blockId ?? firstId;
    const by = { author, date: null };
    const isPlaced = known !== null || (place !== null && blockId !== null);
    if (written >= most || text.length > MOST_WORDS || !isPlaced) {
      lost.push({ what: written >= most ? 'TOO_MANY' : isPlaced ? 'COMMENT_LENGTH' : 'COMMENT', words: text, by });
      continue;
    }
    const [first = '', ...others] = bodiesOf(comment);
    try {
      const threadId =
        known ?? (await openThread(viewer, { conventionId, ...stretchOf(place, blockId), body: first }, pacing)).id;
      if (known !== null) await postComment(viewer, { threadId, body: first }, pacing);
      for (const body of others) await postComment(viewer, { threadId, body }, pacing);
      threads.set(number, threadId);
      written += 1;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      lost.push({ what: 'COMMENT', words: text, by });
    }
  }
  return { written, lost };
}

function stretchOf(place: CommentPlace | null, blockId: string | null) {
  const { quotation = '', prefix = '', suffix = '' } = place ?? {};
  return {
    blockId: blockId ?? '',
    quotation: quotation.slice(0, QUOTATION_LIMIT),
    prefix: prefix.slice(-CONTEXT_LIMIT),
    suffix: suffix.slice(0, CONTEXT_LIMIT),
  };
}
