// The values that a word processor's file or clipboard is read into, before anybody says what is a heading: blocks in
// reading order with the clues they give. Made by formats/docx.ts, formats/odt.ts and the editor's paste, which say nothing
// else of a text; blocks.ts makes blocks of ours of them. Browser-safe.

import type { ListStyle } from '../texts/text-grammar.ts';
import type { HeadingKind } from '../vocabulary.ts';

/** A stretch of words of one look. `\n` in `text` is a line break, `\t` a tabulation. */
export interface Run {
  text: string;
  bold?: true;
  italic?: true;
  underline?: true;
  superscript?: true;
  subscript?: true;
  /** As found: not yet known to be safe. */
  href?: string;
}

/** Where a paragraph stands in a list. */
export interface ListPlace {
  /** Items of one list of the source share it. */
  list: string;
  /** 0 for the outermost. */
  depth: number;
  ordered: boolean;
  /** How an ordered list counts when not 1, 2, 3; as HTML spells it. */
  style?: ListStyle;
  /** Rank that its source gives this item in an ordered list. */
  number: number;
  /** A further paragraph of the item before it. */
  continues?: true;
}

/** What a written block is taken for in a text. */
export type WrittenKind = HeadingKind | 'paragraph' | 'listItem' | 'table';

export interface WrittenParagraph {
  kind: 'paragraph';
  runs: Run[];
  /** Outline level that its style gives, 1 the highest, 0 the document's title; null for ordinary text. */
  level: number | null;
  /** The number that the word processor prints before its words, « Article 8 : » or « 1.2 »; null for none or a bullet. */
  label: string | null;
  list: ListPlace | null;
  /** The block of a text of ours that it was written of, as its file says it. */
  blockId?: string;
}

export interface WrittenCell {
  header: boolean;
  colspan: number;
  rowspan: number;
  /** Where its source says it. */
  align?: 'left' | 'center' | 'right';
  paragraphs: WrittenParagraph[];
}

export interface WrittenTable {
  kind: 'table';
  rows: WrittenCell[][];
  blockId?: string;
}

export type WrittenBlock = WrittenParagraph | WrittenTable;

/** What is left out whose words are quoted: their author must see which ones. */
export const quotedKinds = ['deletions', 'struck', 'hidden'] as const;
export type QuotedKind = (typeof quotedKinds)[number];

/** What a text cannot hold, or should not, each with its count. */
export interface LeftOut {
  comments: number;
  /** Stretches struck out by tracked changes. */
  deletions: number;
  /** Stretches that are shown struck out. */
  struck: number;
  /** Stretches hidden by their author. */
  hidden: number;
  /** Pictures, drawings and embedded objects. */
  pictures: number;
  /** Formulas: their signs are kept as words, their layout is not. */
  formulas: number;
  /** Tables within a cell: their words are kept as paragraphs of it. */
  nestedTables: number;
  /** Headers and footers that hold words. */
  pageMargins: number;
  /** Lines of an automatic table of contents. */
  contentsLines: number;
  /** The words left out, in reading order. */
  quotes: Record<QuotedKind, string[]>;
}

/** A file or a clipboard as read. */
export interface WrittenText {
  blocks: WrittenBlock[];
  leftOut: LeftOut;
}

/** An empty account. */
export const nothingLeftOut = (): LeftOut => ({
  comments: 0,
  deletions: 0,
  struck: 0,
  hidden: 0,
  pictures: 0,
  formulas: 0,
  nestedTables: 0,
  pageMargins: 0,
  contentsLines: 0,
  quotes: { deletions: [], struck: [], hidden: [] },
});

/** Quotes of one kind that are kept, and the length of each: enough to find the place in the file. */
const QUOTES = 200;
const QUOTE_LENGTH = 300;

/** Counts a stretch as left out and quotes it; `goesOn`: it is the rest of the stretch before. Spaces alone are nothing. */
export function leaveOut(leftOut: LeftOut, kind: QuotedKind, words: string, goesOn = false): void {
  const quotes = leftOut.quotes[kind];
  if (goesOn && quotes.length > 0 && leftOut[kind] === quotes.length) {
    quotes.push(`${quotes.pop()}${words}`.slice(0, QUOTE_LENGTH));
    return;
  }
  if (!words.trim()) return;
  leftOut[kind] += 1;
  if (quotes.length < QUOTES) quotes.push(words.slice(0, QUOTE_LENGTH));
}

/** The words of a paragraph, without its label. */
export const wordsOf = (paragraph: WrittenParagraph): string => paragraph.runs.map(({ text }) => text).join('');
