// The passages of minutes that an observation may be about. Pure; takes nothing of the editor's schema.
import type { JSONContent } from '@tiptap/core';

/** Characters by which a passage is known again. */
const EXCERPT = 60;

/** A passage, and the first words of it. */
export interface Passage {
  id: string;
  words: string;
}

const wordsOf = ({ type, text, content = [] }: JSONContent): string =>
  type === 'hardBreak' ? ' ' : (text ?? content.map(wordsOf).join(type === 'doc' ? ' ' : ''));

const excerpt = (words: string) => {
  const signs = [...words];
  return signs.length > EXCERPT ? `${signs.slice(0, EXCERPT).join('').trimEnd()}…` : words;
};

/** The own words of a block: a list item's without those of the items inside it. */
const ownWords = (node: JSONContent) =>
  node.type === 'listItem' ? wordsOf(node.content?.[0] ?? {}) : node.type === 'table' ? 'Tableau' : wordsOf(node);

/** The blocks that say something, in reading order. */
export function passagesOf(node: JSONContent): Passage[] {
  return (node.content ?? []).flatMap((child) => {
    const id: unknown = child.attrs?.id;
    const words = typeof id === 'string' ? excerpt(ownWords(child).trim()) : '';
    const own = typeof id === 'string' && words !== '' ? [{ id, words }] : [];
    const isWhole = child.type === 'table' || child.type === 'paragraph' || child.type === 'heading';
    return isWhole ? own : [...own, ...passagesOf(child)];
  });
}

/** Where a passage stands on the page. */
export const passageAnchor = (blockId: string) => `#b-${blockId}`;
