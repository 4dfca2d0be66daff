// Makers for the search: what a viewer finds, in words a test can compare.
import type { Segment } from '#domain/search/hits.ts';
import { searchEverything } from '#domain/search/search.ts';
import type { Viewer } from '#domain/viewers.ts';

/** « L’**aménagement** du site »: the words that match between asterisks. */
export const markedWords = (segments: readonly Segment[]): string =>
  segments.map(({ text, isMatch }) => (isMatch ? `*${text}*` : text)).join('');

const plainWords = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('');

/** « KIND words » of each thing that a viewer finds, the best first. */
export async function found(viewer: Viewer, words: string, more: object = {}): Promise<string[]> {
  const { hits } = await searchEverything(viewer, { words, ...more });
  return hits.nodes.map(({ node }) => `${node.kind} ${plainWords(node.title) || plainWords(node.passage)}`);
}
