// The values that a Word file is read into when it comes back into the text it was made of: all that is in it, with what was
// changed in it and by whom as the file says, and its comments. Made by formats/docx.ts. Browser-safe.
import type { LeftOut, ListPlace, Run } from './written-text.ts';

/** Who made a change, as a file says it: no proof of who it was. */
export interface ReturnedHand {
  author: string;
  /** ISO 8601; null where it is not said. */
  date: string | null;
}

/** What tracked changes make of a stretch of words. */
export interface Tracking {
  inserted?: ReturnedHand;
  deleted?: ReturnedHand;
  /** Its look is another than it was. */
  restyled?: ReturnedHand;
  /** Numbers of the comments on it. */
  comments?: readonly string[];
}

export interface ReturnedRun extends Run, Tracking {}

export interface ReturnedParagraph {
  kind: 'paragraph';
  runs: ReturnedRun[];
  level: number | null;
  label: string | null;
  list: ListPlace | null;
  blockId?: string;
  /** What tracked changes make of its end: put in, or struck out, so that the next goes on with it. */
  end?: Pick<Tracking, 'inserted' | 'deleted'>;
  /** Its kind or list was changed. */
  reshaped?: ReturnedHand;
  /** It stands around the text and is none of it. */
  isFrame?: true;
  /** Which of the lines around it was, from 1. */
  frame?: number;
}

export interface ReturnedCell {
  header: boolean;
  colspan: number;
  rowspan: number;
  align?: 'left' | 'center' | 'right';
  /** It came, or goes, as a cell. */
  change?: Pick<Tracking, 'inserted' | 'deleted'>;
  /** It would be joined with others, or parted from them. */
  merged?: ReturnedHand;
  paragraphs: ReturnedParagraph[];
}

/** What a file says of a row as such. */
export interface ReturnedLine extends Pick<Tracking, 'inserted' | 'deleted'> {
  /** The row of the text that it was written of. */
  rowId?: string;
}

export interface ReturnedTable {
  kind: 'table';
  rows: ReturnedCell[][];
  /** One a row; files that were kept before rows were told say none. */
  lines?: ReturnedLine[];
  blockId?: string;
  /** It stands around the text and is none of it. */
  isFrame?: true;
  /** Of the whole table. */
  change?: Pick<Tracking, 'inserted' | 'deleted'>;
}

export type ReturnedBlock = ReturnedParagraph | ReturnedTable;

export interface ReturnedComment {
  number: string;
  author: string;
  text: string;
  /** The number of the comment that it answers. */
  answers: string | null;
}

/** A Word file as it came back. */
export interface ReturnedText {
  /** Which text and which version of it the file says that it was made of, unchecked; null: it does not say. */
  origin: {
    documentId: string;
    versionId: string;
    withSuggestions: boolean;
    /** The lines that stood around the text when it went out; files of before did not keep them. */
    around?: string[] | null;
  } | null;
  blocks: ReturnedBlock[];
  comments: ReturnedComment[];
  leftOut: LeftOut;
}
