// How a thread and a comment are named where a button must say which it is for. Used by the cards beside a text and by the page
// of all threads.
import type { DiscussionComment, DiscussionThread } from './panel-types.ts';
import { textOfBody } from './written-mentions.ts';

/** Letters that tell one from another. */
const NAMED = 60;

const beginningOf = (words: string) =>
  `«\u00a0${words.length > NAMED ? `${words.slice(0, NAMED).trimEnd()}…` : words}\u00a0»`;

/** What a thread is about: the words it was put on, or who began it. */
export const nameOfThread = ({ quotation, comments }: DiscussionThread): string =>
  beginningOf(quotation || (comments[0]?.author.name ?? ''));

/** Whose comment it is, and how it begins. */
export const nameOfComment = ({ author, body, mentions }: DiscussionComment): string =>
  `${author.name}\u00a0: ${beginningOf(textOfBody(body, mentions).text.replace(/\s+/g, ' '))}`;
