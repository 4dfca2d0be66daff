// Words that somebody else's change carried away without having seen them. Yjs merges words in one block, but a block that
// is moved or changes form is made anew, and what another person was typing in the old one goes with it. The author's page
// notices and offers the words back. Knows Yjs alone.
import * as Y from 'yjs';
import { blockTypes, isBlock } from '#domain/text-schema.ts';
import { REPAIR } from './repair-ids.ts';

/** What one person wrote in a block that somebody else replaced meanwhile. */
export interface Overtaken {
  blockId: string;
  /** The block's words as this person left them. */
  words: string;
  /** The block is still there, in another form or place; else it was deleted. */
  isThere: boolean;
}

interface Written {
  blockId: string;
  /** The words this person typed, each whole. */
  typed: Set<string>;
  words: string;
}

const blockIdOf = (element: Y.XmlElement): string | null => element.getAttribute('id') ?? null;

/** Words of an element, without those of blocks inside it. */
function wordsOf(element: Y.XmlElement): string {
  const parts: string[] = [];
  for (const child of element.toArray()) {
    // Deleted types still hold what they held when nothing else is asked of them than their text.
    if (child instanceof Y.XmlText)
      parts.push(
        child
          .toDelta()
          .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : ' '))
          .join(''),
      );
    else if (child instanceof Y.XmlElement && !(child.nodeName === 'listItem' && element.nodeName === 'listItem'))
      parts.push(wordsOf(child));
  }
  return parts.join(' ');
}

/** The block around a stretch of the shared text. */
function blockAround(words: Y.Text): Y.XmlElement | null {
  for (let inner: Pick<Y.Text, 'parent'> | null = words; inner; inner = inner.parent) {
    if (!(inner instanceof Y.XmlElement) || !(blockTypes as readonly string[]).includes(inner.nodeName)) continue;
    const parent = inner.parent;
    if (isBlock(inner.nodeName, parent instanceof Y.XmlElement ? parent.nodeName : 'doc')) return inner;
  }
  return null;
}

function findBlock(parent: Y.XmlFragment, id: string): Y.XmlElement | null {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (blockIdOf(child) === id) return child;
    const inside = findBlock(child, id);
    if (inside) return inside;
  }
  return null;
}

/** The whole words that this event's insertions touch. */
function typedWords(event: Y.YTextEvent): string[] {
  const text = event.target
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : ' '))
    .join('');
  const ranges: [number, number][] = [];
  let at = 0;
  for (const { retain, insert } of event.delta) {
    const length = typeof insert === 'string' ? insert.length : insert === undefined ? 0 : 1;
    if (length > 0) ranges.push([at, at + length]);
    at += (retain ?? 0) + length;
  }
  return [...text.matchAll(/\S+/g)]
    .filter((word) => ranges.some(([from, to]) => word.index < to && word.index + word[0].length >= from))
    .map(([word]) => word);
}

/**
 * Watches a text. `isUnconfirmed` says whether this person's last words may not have been seen by anybody; `tell` hears
 * of what was overtaken. Returns what stops it.
 */
export function watchOvertaken(
  text: Y.XmlFragment,
  isUnconfirmed: () => boolean,
  tell: (overtaken: Overtaken) => void,
) {
  const written = new Map<Y.XmlElement, Written>();

  const remember = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    for (const event of events) {
      const block = event instanceof Y.YTextEvent ? blockAround(event.target) : null;
      const blockId = block && blockIdOf(block);
      if (!block || !blockId) continue;
      const words = wordsOf(block);
      const typed = written.get(block)?.typed ?? new Set();
      for (const word of typedWords(event as Y.YTextEvent)) typed.add(word);
      for (const word of typed) if (!words.includes(word)) typed.delete(word);
      if (typed.size > 0) written.set(block, { blockId, typed, words });
      else written.delete(block);
    }
  };

  /** Follows this person's own moves and changes of form, and tells of the others'. */
  const follow = (isOwn: boolean) => {
    for (const [block, { blockId, typed, words }] of written) {
      if (!block._item?.deleted) continue;
      written.delete(block);
      const successor = findBlock(text, blockId);
      const now = successor ? wordsOf(successor) : '';
      const lost = [...typed].filter((word) => !now.includes(word));
      if (isOwn || lost.length === 0) {
        if (successor && lost.length < typed.size) written.set(successor, { blockId, typed, words: now });
      } else if (successor || isUnconfirmed()) tell({ blockId, words, isThere: successor !== null });
    }
  };

  const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
    if (transaction.origin === REPAIR) return;
    if (transaction.local) remember(events);
    follow(transaction.local);
  };
  text.observeDeep(observe);
  return () => text.unobserveDeep(observe);
}
