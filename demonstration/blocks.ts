// A short way to write a text of the demonstration as ProseMirror JSON. Inline: `**bold**`.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import type { Degree, HeadingKind, ItemMark } from '#domain/vocabulary.ts';

/** What a block promises, if it does. */
interface Undertaking {
  mark?: ItemMark;
  degree?: Degree;
}

const words = (text: string): JSONContent[] =>
  text
    .split(/\*\*(.+?)\*\*/)
    .map((part, index) => ({ type: 'text', text: part, ...(index % 2 ? { marks: [{ type: 'bold' }] } : {}) }))
    .filter(({ text: part }) => part !== '');

const id = () => randomUUID();

/** A heading; `startAt` imposes its number, `numbered: false` leaves it out of the count. */
export const heading = (
  kind: HeadingKind,
  text: string,
  attrs: { numbered?: boolean; startAt?: number } & Undertaking = {},
): JSONContent => ({ type: 'heading', attrs: { id: id(), kind, ...attrs }, content: words(text) });

export const paragraph = (text: string, promise: Undertaking = {}): JSONContent => ({
  type: 'paragraph',
  attrs: { id: id(), ...promise },
  content: words(text),
});

type Item = string | { text: string; items?: Item[]; mark?: ItemMark; degree?: Degree };

/** A bullet list, nested where an item has items. */
export const list = (...items: Item[]): JSONContent => ({
  type: 'bulletList',
  content: items.map((item) => {
    const { text, items: inner, ...promise }: Exclude<Item, string> = typeof item === 'string' ? { text: item } : item;
    return {
      type: 'listItem',
      attrs: { id: id(), ...promise },
      content: [{ type: 'paragraph', content: words(text) }, ...(inner ? [list(...inner)] : [])],
    };
  }),
});

/** A table whose first row is its header. */
export const table = ([head = [], ...rows]: string[][]): JSONContent => {
  const row = (type: string, cells: string[]): JSONContent => ({
    type: 'tableRow',
    content: cells.map((text) => ({ type, content: [{ type: 'paragraph', content: words(text) }] })),
  });
  return {
    type: 'table',
    attrs: { id: id() },
    content: [row('tableHeader', head), ...rows.map((cells) => row('tableCell', cells))],
  };
};
