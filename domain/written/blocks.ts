// Makes nodes of the text's schema of written blocks and of what each is taken for: what the words, looks, lists, titles and
// tables of a file or of a clipboard mean is said here and nowhere else. Pure and browser-safe: domain/imports/ makes a
// convention this way, the editor a paste.
import type { JSONContent } from '@tiptap/core';
import { isSafeLink } from '../texts/text-grammar.ts';
import type { HeadingKind } from '../vocabulary.ts';
import { type FlatItem, nestItems } from './lists.ts';
import type { Run, WrittenBlock, WrittenCell, WrittenKind, WrittenParagraph } from './written-text.ts';
import { wordsOf } from './written-text.ts';

/** A written block, what it is taken for, and what its node carries. */
export interface TakenBlock {
  written: WrittenBlock;
  kind: WrittenKind;
  attrs: Record<string, unknown>;
}

/** Whether a block of this kind is a heading. */
export const isHeadingKind = (kind: WrittenKind): kind is HeadingKind =>
  kind !== 'paragraph' && kind !== 'listItem' && kind !== 'table';

/** The nodes of `blocks`, in order; `writeHeading` makes those of headings, which it may count. */
export function writeBlocks<Block extends TakenBlock>(
  blocks: readonly Block[],
  writeHeading: (block: Block, kind: HeadingKind, written: WrittenParagraph) => JSONContent,
): JSONContent[] {
  const content: JSONContent[] = [];
  const items: FlatItem[] = [];
  const flush = () => content.push(...nestItems(items.splice(0)));
  for (const block of blocks) {
    const { kind, written, attrs } = block;
    if (written.kind === 'paragraph' && kind === 'listItem') {
      items.push(itemOf(written, attrs));
      continue;
    }
    flush();
    if (written.kind === 'table') content.push(writeTable(written.rows, attrs));
    else if (isHeadingKind(kind)) content.push(writeHeading(block, kind, written));
    else content.push({ ...writeParagraph(labelled(written)), attrs });
  }
  flush();
  return content;
}

/** A paragraph said to be an item, which its source may not know. */
const itemOf = (written: WrittenParagraph, attrs: FlatItem['attrs']): FlatItem => ({
  place: written.list ?? { list: 'typed', depth: 0, ordered: false, number: 1 },
  attrs,
  paragraph: writeParagraph(withoutBullet(written)),
});

/** A bullet typed by hand, with what follows it; « o » is the one that Word's second level shows. */
export const typedBullet = /^\s*(?:[-–—•▪◦○■□*·➢→➔❖]|o(?=[\s\u00A0]))\s+(?=\S)/u;

const withoutBullet = (written: WrittenParagraph): WrittenParagraph => {
  const bullet = written.list === null ? (typedBullet.exec(wordsOf(written))?.[0] ?? '') : '';
  return { ...labelled(written), runs: cutRuns(labelled(written).runs, bullet.length) };
};

/** The paragraph with the number that its program printed before it, as words. */
export const labelled = (written: WrittenParagraph): WrittenParagraph =>
  written.label === null || written.list !== null
    ? written
    : { ...written, label: null, runs: [{ text: `${written.label} ` }, ...written.runs] };

/** The runs without their first `length` characters. */
export function cutRuns(runs: readonly Run[], length: number): Run[] {
  let left = length;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' ? [] : [{ ...run, text }];
  });
}

/** The words of a title: it is not bold within itself, what all its words share is its look and not an emphasis. */
export function writeTitle(runs: readonly Run[]): JSONContent[] {
  const bold = runs.every((run) => run.bold || !run.text.trim());
  const underline = runs.every((run) => run.underline || !run.text.trim());
  return writeWords(
    runs.map(({ bold: isBold, underline: isUnderlined, ...run }) => ({
      ...run,
      ...(isBold && !bold ? { bold: true as const } : {}),
      ...(isUnderlined && !underline ? { underline: true as const } : {}),
    })),
  );
}

const writeParagraph = ({ runs }: WrittenParagraph): JSONContent => ({ type: 'paragraph', content: writeWords(runs) });

/** The words of runs as text nodes and line breaks; links that are not safe stay as words. */
function writeWords(runs: readonly Run[]): JSONContent[] {
  const nodes: JSONContent[] = [];
  trimmed(runs).forEach(({ text, bold, italic, underline, superscript, subscript, href }) => {
    const marks = [
      ...(href !== undefined && isSafeLink(href) ? [{ type: 'link', attrs: { href } }] : []),
      ...(bold ? [{ type: 'bold' }] : []),
      ...(italic ? [{ type: 'italic' }] : []),
      ...(underline ? [{ type: 'underline' }] : []),
      ...(superscript ? [{ type: 'superscript' }] : subscript ? [{ type: 'subscript' }] : []),
    ];
    text.split('\n').forEach((line, index) => {
      if (index > 0) nodes.push({ type: 'hardBreak' });
      // A text has no columns: tabulations are spaces.
      const words = line.replace(/\t+/g, ' ');
      if (words !== '') nodes.push({ type: 'text', text: words, ...(marks.length > 0 ? { marks } : {}) });
    });
  });
  return nodes;
}

/** The runs without the space before the first word and after the last. */
function trimmed(runs: readonly Run[]): Run[] {
  const words = runs.map(({ text }) => text).join('');
  const start = words.length - words.trimStart().length;
  let left = words.trimEnd().length - start;
  return cutRuns(runs, start).flatMap((run) => {
    const text = run.text.slice(0, Math.max(0, left));
    left -= run.text.length;
    return text === '' ? [] : [{ ...run, text }];
  });
}

const writeTable = (rows: readonly WrittenCell[][], attrs: Record<string, unknown>): JSONContent => ({
  type: 'table',
  attrs,
  content: rows.map((cells) => ({
    type: 'tableRow',
    content: cells.map(({ header, colspan, rowspan, align, paragraphs }) => ({
      type: header ? 'tableHeader' : 'tableCell',
      attrs: { colspan, rowspan, ...(align === undefined ? {} : { align }) },
      content: writeCell(paragraphs),
    })),
  })),
});

/** Paragraphs and lists of a cell, at least one empty paragraph: a heading or a table in it are their paragraphs. */
function writeCell(paragraphs: readonly WrittenParagraph[]): JSONContent[] {
  const content = writeBlocks(
    paragraphs.map((written) => ({ written, kind: written.list ? 'listItem' : 'paragraph', attrs: {} })),
    (_, __, written) => writeParagraph(written),
  );
  return content.length > 0 ? content : [{ type: 'paragraph' }];
}
