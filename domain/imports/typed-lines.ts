// The paragraphs of an uploaded text as lines that may be titles: their words, how strongly they stand out, the number
// typed before them. Pure; called by recognition.ts.

import { typedBullet } from '../written/blocks.ts';
import { readTypedNumber, type TypedNumber } from '../written/typed-numbers.ts';
import { type WrittenBlock, type WrittenParagraph, wordsOf } from '../written/written-text.ts';

/** How a line stands out: by a style, by its look (all bold, all underlined, all capitals), or not. */
export type Strength = 'styled' | 'emphasised' | 'plain';

export interface Line {
  /** The printed number and the words, trimmed. */
  words: string;
  strength: Strength;
  level: number | null;
  typed: TypedNumber | null;
  /** An item of a real list. */
  list: boolean;
  /** The only item at its place, with a printed number: « 1. Objet » made with the numbering button. */
  loneItem: boolean;
  /** A dash or a dot typed by hand before the words. */
  bullet: boolean;
  /** A line of a table of contents typed by hand: it ends with a page number. */
  contentsLine: boolean;
  /** The text of a note. */
  note: boolean;
}

/** All that a paragraph shows: the number printed before it, and its words. */
export const shownWords = (paragraph: WrittenParagraph): string =>
  paragraph.label === null ? wordsOf(paragraph) : `${paragraph.label} ${wordsOf(paragraph)}`;

/** The lines of a text, null for what is no paragraph. */
export const readLines = (blocks: readonly WrittenBlock[]): (Line | null)[] =>
  blocks.map((block, index) =>
    block.kind === 'paragraph' ? readLine(block, blocks[index - 1], blocks[index + 1]) : null,
  );

function readLine(
  paragraph: WrittenParagraph,
  before: WrittenBlock | undefined,
  after: WrittenBlock | undefined,
): Line {
  const { level, list, label } = paragraph;
  const words = (list && label === null ? wordsOf(paragraph) : shownWords(paragraph)).trim();
  const strength = level !== null ? 'styled' : standsOut(paragraph) ? 'emphasised' : 'plain';
  return {
    words,
    strength,
    level,
    typed: readTypedNumber(words),
    list: list !== null,
    loneItem:
      list?.ordered === true && strength === 'emphasised' && !sharesList(list, before) && !sharesList(list, after),
    bullet: list === null && level === null && typedBullet.test(words),
    contentsLine: /(?:\.{4,}|…{2,}|\t)\s*\d{1,3}$/.test(words.slice(-60)),
    note: /^\[\d{1,4}\] /.test(words),
  };
}

const sharesList = (list: NonNullable<WrittenParagraph['list']>, other: WrittenBlock | undefined) =>
  other?.kind === 'paragraph' && other.list?.list === list.list && other.list.depth >= list.depth;

/** Whether all the words look like a title. */
function standsOut({ runs }: WrittenParagraph): boolean {
  // The mark of a note is not made bold by who makes a title bold.
  const said = runs.filter(({ text }) => text.trim() && !/^\[\d+\]$/.test(text.trim()));
  if (said.length === 0) return false;
  if (said.every(({ bold }) => bold) || said.every(({ underline }) => underline)) return true;
  const letters = said
    .map(({ text }) => text)
    .join('')
    .replace(/\P{L}/gu, '');
  return letters.length >= 4 && letters === letters.toLocaleUpperCase('fr');
}
