// The place of a comment thread in a live text: the `comment` mark, added and taken away by the server for people who may
// comment and not write. Called inside `live.edit`; only formatting is touched, never a character.
import { prosemirrorToYDoc } from '@tiptap/y-tiptap';
import { type Doc, XmlElement, type XmlFragment, XmlText } from 'yjs';
import { findBlock, markNameOf } from './live-text.ts';
import { TEXT_FIELD, textSchema } from './text-schema.ts';

/** A stretch of a block: its words, and a few around them that tell it from equal ones. No words: the whole block. */
export interface Stretch {
  quotation: string;
  prefix: string;
  suffix: string;
}

/** How many characters two strings share, at their start or (`fromEnd`) at their end. */
function shared(left: string, right: string, fromEnd: boolean): number {
  const most = Math.min(left.length, right.length);
  let count = 0;
  while (count < most && left.at(fromEnd ? -1 - count : count) === right.at(fromEnd ? -1 - count : count)) count += 1;
  return count;
}

/** Where a stretch is in `words`, as [start, end[; of several equal ones, where most of its surroundings agree. */
export function locateStretch(words: string, { quotation, prefix, suffix }: Stretch): [number, number] | null {
  if (quotation === '') return [0, words.length];
  let best: { start: number; score: number } | null = null;
  for (let start = words.indexOf(quotation); start >= 0; start = words.indexOf(quotation, start + 1)) {
    const score =
      shared(words.slice(0, start), prefix, true) + shared(words.slice(start + quotation.length), suffix, false);
    if (best === null || score > best.score) best = { start, score };
  }
  return best && [best.start, best.start + quotation.length];
}

const plain = (text: XmlText) =>
  (text.toDelta() as { insert: unknown }[])
    // What is embedded counts as one character, as it does in Yjs.
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC'))
    .join('');

/** A block's own words as `Block.text` gives them, and the Yjs texts that hold them with their place in the words. */
export function wordsOfBlock(block: XmlElement): { words: string; texts: { text: XmlText; start: number }[] } {
  let words = '';
  const texts: { text: XmlText; start: number }[] = [];
  let first = true;
  const readTextblock = (element: XmlElement) => {
    if (!first) words += '\n';
    first = false;
    for (const child of element.toArray()) {
      if (child instanceof XmlText) {
        texts.push({ text: child, start: words.length });
        words += plain(child);
      } else if (child instanceof XmlElement && child.nodeName === 'hardBreak') words += '\n';
    }
  };
  const read = (element: XmlElement) => {
    if (textSchema.nodes[element.nodeName]?.isTextblock) return readTextblock(element);
    for (const child of element.toArray()) {
      // Nested list items are blocks of their own.
      if (!(child instanceof XmlElement) || (child.nodeName === 'listItem' && block.nodeName === 'listItem')) continue;
      read(child);
    }
  };
  read(block);
  return { words, texts };
}

/** The Yjs attribute that y-tiptap writes for the mark of this thread, had from y-tiptap itself. */
function attributeOf(threadId: string): Record<string, unknown> {
  const text = textSchema.text('x', [textSchema.mark('comment', { threadId })]);
  const doc = prosemirrorToYDoc(textSchema.node('doc', null, [textSchema.node('paragraph', null, [text])]), TEXT_FIELD);
  const paragraph = doc.getXmlFragment(TEXT_FIELD).get(0) as XmlElement;
  return (paragraph.get(0) as XmlText).toDelta()[0].attributes;
}

/**
 * Marks a stretch of a block as the place of a thread. False when nothing could be marked: the block is gone or empty,
 * or its words are no longer there.
 */
export function addCommentMark(
  doc: Doc,
  { blockId, threadId, ...stretch }: Stretch & { blockId: string; threadId: string },
) {
  const block = findBlock(doc, blockId);
  if (!block) return false;
  const { words, texts } = wordsOfBlock(block.element);
  const [start, end] = locateStretch(words, stretch) ?? [0, 0];
  const marked = texts
    .map(({ text, start: offset }) => ({
      text,
      from: Math.max(start - offset, 0),
      to: Math.min(end - offset, text.length),
    }))
    .filter(({ from, to }) => from < to);
  doc.transact(() => {
    for (const { text, from, to } of marked) text.format(from, to - from, attributeOf(threadId));
  });
  return marked.length > 0;
}

function* textsIn(parent: XmlFragment): Generator<XmlText> {
  for (const child of parent.toArray()) {
    if (child instanceof XmlText) yield child;
    else if (child instanceof XmlElement) yield* textsIn(child);
  }
}

/** Takes the mark of a thread away, wherever it is. */
export function removeCommentMark(doc: Doc, threadId: string): void {
  doc.transact(() => {
    for (const text of textsIn(doc.getXmlFragment(TEXT_FIELD))) {
      let index = 0;
      for (const { insert, attributes = {} } of text.toDelta()) {
        const length = typeof insert === 'string' ? insert.length : 1;
        for (const [name, attrs] of Object.entries<{ threadId?: unknown } | null>(attributes))
          if (markNameOf(name) === 'comment' && attrs?.threadId === threadId)
            text.format(index, length, { [name]: null });
        index += length;
      }
    }
  });
}
