// The values that a word processor's file is read into, before anybody says what is a heading: blocks in reading order
// with the clues the file gives. Made by docx.ts and odt.ts, judged by domain/recognition.ts.

/** A stretch of words of one look. `\n` in `text` is a line break, `\t` a tabulation. */
export interface Run {
  text: string;
  bold?: true;
  italic?: true;
  underline?: true;
  /** As found in the file: not yet known to be safe. */
  href?: string;
}

/** Where a paragraph stands in a list. */
export interface ListPlace {
  /** Items of one numbered list share it. */
  list: string;
  /** 0 for the outermost. */
  depth: number;
  ordered: boolean;
  /** Rank that the file gives this item in an ordered list. */
  number: number;
  /** A further paragraph of the item before it. */
  continues?: true;
}

export interface WrittenParagraph {
  kind: 'paragraph';
  runs: Run[];
  /** Outline level that its style gives, 1 the highest, 0 the document's title; null for ordinary text. */
  level: number | null;
  /** The number that the word processor prints before its words, « Article 8 : » or « 1.2 »; null for none or a bullet. */
  label: string | null;
  list: ListPlace | null;
}

export interface WrittenCell {
  header: boolean;
  colspan: number;
  rowspan: number;
  paragraphs: WrittenParagraph[];
}

export interface WrittenTable {
  kind: 'table';
  rows: WrittenCell[][];
}

export type WrittenBlock = WrittenParagraph | WrittenTable;

/** What a text cannot hold, or should not, each with its count. */
export interface LeftOut {
  comments: number;
  /** Stretches struck out by tracked changes. */
  deletions: number;
  /** Pictures, drawings and embedded objects. */
  pictures: number;
  /** Headers and footers that hold words. */
  pageMargins: number;
  /** Lines of an automatic table of contents. */
  contentsLines: number;
  /** Stretches hidden by their author. */
  hidden: number;
}

export interface WrittenText {
  blocks: WrittenBlock[];
  leftOut: LeftOut;
}

export const nothingLeftOut = (): LeftOut => ({
  comments: 0,
  deletions: 0,
  pictures: 0,
  pageMargins: 0,
  contentsLines: 0,
  hidden: 0,
});

/** The words of a paragraph, without its label. */
export const wordsOf = (paragraph: WrittenParagraph): string => paragraph.runs.map(({ text }) => text).join('');
