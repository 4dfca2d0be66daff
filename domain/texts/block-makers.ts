// A short way to write a report in the model of text-schema.ts: headings, paragraphs, nested lists, tables, links. Pure;
// called by report-text.ts.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import type { HeadingKind } from '../vocabulary.ts';
import { isSafeLink } from './text-grammar.ts';

/** Words with a link on the whole of them, or plain. */
export interface Words {
  text: string;
  href?: string | null;
}

/** What a list item says, and what is below it. */
export interface ListEntry extends Words {
  items?: readonly ListEntry[];
}

// PostgreSQL keeps no U+0000, the schema no empty text, and a paragraph no line break of its own.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const clean = (text: string) => text.replace(/[\u0000-\u001f\p{Surrogate}]+/gu, ' ').trim();

function inline({ text, href }: Words): JSONContent[] {
  const words = clean(text);
  if (words === '') return [];
  const marks = href && isSafeLink(href) ? [{ type: 'link', attrs: { href } }] : [];
  return [{ type: 'text', text: words, ...(marks.length > 0 ? { marks } : {}) }];
}

const id = () => randomUUID();

/** A heading; without `startAt` it is left out of the count. */
export const heading = (kind: HeadingKind, text: string, startAt: number | null = null): JSONContent => ({
  type: 'heading',
  attrs: { id: id(), kind, numbered: startAt !== null, startAt },
  content: inline({ text }),
});

export const paragraph = (text: string): JSONContent => ({
  type: 'paragraph',
  attrs: { id: id() },
  content: inline({ text }),
});

/** A bullet list; nothing when there is no entry. */
export const list = (entries: readonly ListEntry[]): JSONContent[] =>
  entries.length === 0
    ? []
    : [
        {
          type: 'bulletList',
          content: entries.map(({ items = [], ...words }) => ({
            type: 'listItem',
            attrs: { id: id() },
            content: [{ type: 'paragraph', content: inline(words) }, ...list(items)],
          })),
        },
      ];

const row = (type: 'tableHeader' | 'tableCell', cells: readonly string[]): JSONContent => ({
  type: 'tableRow',
  content: cells.map((text) => ({ type, content: [{ type: 'paragraph', content: inline({ text }) }] })),
});

/** A table with its header; nothing when it has no row. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): JSONContent[] =>
  rows.length === 0
    ? []
    : [
        {
          type: 'table',
          attrs: { id: id() },
          content: [row('tableHeader', header), ...rows.map((cells) => row('tableCell', cells))],
        },
      ];
