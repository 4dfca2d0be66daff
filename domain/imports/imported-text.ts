// Makes the text of a convention of the blocks of an uploaded file and of what each is taken for. Pure, and the same for
// the preview and for the convention: called by imports.ts. A number typed before a title is taken out of its words
// exactly where the same number is counted instead; everywhere else the words stay as typed.
import type { JSONContent } from '@tiptap/core';
import type { Run, WrittenBlock, WrittenCell, WrittenParagraph } from '#formats/written-text.ts';
import { wordsOf } from '#formats/written-text.ts';
import { isSafeLink } from '../texts/text-grammar.ts';
import type { Degree, HeadingKind, ItemMark, NumberSuffix } from '../vocabulary.ts';
import { type FlatItem, nestItems } from './nested-lists.ts';
import type { BlockKind } from './recognition.ts';
import { typedBullet } from './typed-lines.ts';
import { readTypedNumber } from './typed-numbers.ts';

/** One block of an upload, with what it is taken for. */
export interface ImportedBlock {
  id: string;
  written: WrittenBlock;
  kind: BlockKind;
  /** Headings only: the block is counted. */
  numbered: boolean;
  /** Headings only: its number as its author set it in the preview; null to follow the typed one. */
  startAt: number | null;
  mark: ItemMark | null;
  degree: Degree | null;
}

/** The text, and what was taken out of the words because it is counted. */
export interface ImportedText {
  text: JSONContent;
  /** « Article 8 : » by block id. */
  prefixes: ReadonlyMap<string, string>;
  /** Headings whose author asked for a number, or typed one, that cannot be counted at their place. */
  uncounted: ReadonlySet<string>;
}

/** Builds the text of `blocks`; always a valid one of textSchema. */
export function buildText(blocks: readonly ImportedBlock[]): ImportedText {
  const headings = new HeadingBuilder();
  const content: JSONContent[] = [];
  const items: { block: ImportedBlock; written: WrittenParagraph }[] = [];
  const flush = () => {
    const places = items.splice(0).map(({ block: { id, mark, degree }, written }) => ({
      place: written.list ?? { list: 'typed', depth: 0, ordered: false, number: 1 },
      attrs: { id, mark, degree },
      paragraph: paragraphNode(withoutBullet(written)),
    }));
    content.push(...nestItems(places));
  };
  for (const block of blocks) {
    const { id, mark, degree, written } = block;
    if (written.kind === 'paragraph' && block.kind === 'listItem') {
      items.push({ block, written });
      continue;
    }
    flush();
    if (written.kind === 'table') content.push(tableNode(written.rows, { id, mark, degree }));
    else if (isHeadingKind(block.kind)) content.push(headings.build(block, block.kind, written));
    else content.push({ ...paragraphNode(labelled(written)), attrs: { id, mark, degree } });
  }
  flush();
  const text = { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
  return { text, prefixes: headings.prefixes, uncounted: headings.uncounted };
}

/** Whether a block of this kind is a heading. */
export const isHeadingKind = (kind: BlockKind): kind is HeadingKind =>
  kind !== 'paragraph' && kind !== 'listItem' && kind !== 'table';

/** Builds headings in order, counting as the text itself will be counted. */
class HeadingBuilder {
  readonly prefixes = new Map<string, string>();
  readonly uncounted = new Set<string>();
  /** Last number of each kind, by the rules of createNumbering: axes begin anew in an article, objectives in an axis. */
  private last = { part: 0, article: 0, axis: 0, objective: 0 };
  private axisNumbered = false;

  build(block: ImportedBlock, kind: HeadingKind, written: WrittenParagraph): JSONContent {
    const shown = labelled(written);
    const typed = readTypedNumber(wordsOf(shown));
    const suffix = kind === 'article' ? (typed?.suffix ?? null) : null;
    const counted = this.count(block, kind, typed?.numbers ?? null, suffix);
    if (block.numbered && !counted && kind !== 'subheading') this.uncounted.add(block.id);
    const prefix = counted && typed?.numbers ? typed.prefix : '';
    if (prefix) this.prefixes.set(block.id, prefix.trim());
    const { id, mark, degree } = block;
    return {
      type: 'heading',
      attrs: {
        id,
        mark,
        degree,
        kind,
        numbered: counted !== null,
        startAt: counted?.startAt ?? null,
        suffix: counted && suffix,
      },
      content: inlineNodes(withoutTitleLook(cut(shown.runs, prefix.length))),
    };
  }

  /** Counts the heading; null where it is not to be counted, or cannot be as its number was typed. */
  private count(
    block: ImportedBlock,
    kind: HeadingKind,
    typed: number[] | null,
    suffix: NumberSuffix | null,
  ): { startAt: number | null } | null {
    if (kind === 'article' || kind === 'part') this.last = { ...this.last, axis: 0, objective: 0 };
    if (kind === 'axis') this.last = { ...this.last, objective: 0 };
    const counts = kind !== 'subheading' && this.mayCount(block, kind, typed);
    if (kind === 'article' || kind === 'part') this.axisNumbered = false;
    if (kind === 'axis') this.axisNumbered = counts;
    if (!counts) return null;
    const wanted = block.startAt ?? typed?.at(-1) ?? null;
    const next = suffix ? Math.max(this.last[kind], 1) : this.last[kind] + 1;
    const startAt = wanted === null || wanted === next ? null : wanted;
    this.last = { ...this.last, [kind]: startAt ?? next };
    return { startAt };
  }

  private mayCount(block: ImportedBlock, kind: HeadingKind, typed: number[] | null): boolean {
    if (!block.numbered || (kind === 'objective' && !this.axisNumbered)) return false;
    if (!typed || block.startAt !== null || typed.length === 1) return true;
    return kind === 'objective' && typed.length === 2 && typed[0] === this.last.axis;
  }
}

/** The paragraph with the number that its word processor printed before it, as words. */
const labelled = (written: WrittenParagraph): WrittenParagraph =>
  written.label === null || written.list !== null
    ? written
    : { ...written, label: null, runs: [{ text: `${written.label} ` }, ...written.runs] };

const withoutBullet = (written: WrittenParagraph): WrittenParagraph => {
  const bullet = written.list === null ? (typedBullet.exec(wordsOf(written))?.[0] ?? '') : '';
  return { ...labelled(written), runs: cut(labelled(written).runs, bullet.length) };
};

/** The runs without their first `length` characters. */
function cut(runs: readonly Run[], length: number): Run[] {
  let left = length;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' ? [] : [{ ...run, text }];
  });
}

/** A title is not bold within a title: what all its words share is its look, not an emphasis. */
function withoutTitleLook(runs: Run[]): Run[] {
  const bold = runs.every((run) => run.bold || !run.text.trim());
  const underline = runs.every((run) => run.underline || !run.text.trim());
  return runs.map(({ bold: isBold, underline: isUnderlined, ...run }) => ({
    ...run,
    ...(isBold && !bold ? { bold: true as const } : {}),
    ...(isUnderlined && !underline ? { underline: true as const } : {}),
  }));
}

const paragraphNode = ({ runs }: WrittenParagraph): JSONContent => ({ type: 'paragraph', content: inlineNodes(runs) });

/** The words of runs as text nodes and line breaks; links that are not safe stay as words. */
function inlineNodes(runs: readonly Run[]): JSONContent[] {
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
  return cut(runs, start).flatMap((run) => {
    const text = run.text.slice(0, Math.max(0, left));
    left -= run.text.length;
    return text === '' ? [] : [{ ...run, text }];
  });
}

const tableNode = (rows: readonly WrittenCell[][], attrs: Record<string, unknown>): JSONContent => ({
  type: 'table',
  attrs,
  content: rows.map((cells) => ({
    type: 'tableRow',
    content: cells.map(({ header, colspan, rowspan, paragraphs }) => ({
      type: header ? 'tableHeader' : 'tableCell',
      attrs: { colspan, rowspan },
      content: cellContent(paragraphs),
    })),
  })),
});

/** Paragraphs and lists of a cell, at least one empty paragraph. */
function cellContent(paragraphs: readonly WrittenParagraph[]): JSONContent[] {
  const content: JSONContent[] = [];
  const items: FlatItem[] = [];
  const flush = () => content.push(...nestItems(items.splice(0)));
  for (const written of paragraphs) {
    if (written.list) {
      items.push({ place: written.list, attrs: {}, paragraph: paragraphNode(written) });
      continue;
    }
    flush();
    content.push(paragraphNode(labelled(written)));
  }
  flush();
  return content.length > 0 ? content : [{ type: 'paragraph' }];
}
