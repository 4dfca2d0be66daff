// Makes the text of a convention of the blocks of an uploaded file and of what each is taken for. Pure, and the same for
// the preview and for the convention: called by imports.ts. A number typed before a title is taken out of its words
// exactly where the same number is counted instead; everywhere else the words stay as typed.
import type { JSONContent } from '@tiptap/core';
import type { Degree, HeadingKind, ItemMark, NumberSuffix } from '../vocabulary.ts';
import { cutRuns, labelled, writeBlocks, writeTitle } from '../written/blocks.ts';
import { readTypedNumber } from '../written/typed-numbers.ts';
import type { WrittenBlock, WrittenKind, WrittenParagraph } from '../written/written-text.ts';
import { wordsOf } from '../written/written-text.ts';

/** One block of an upload, with what it is taken for. */
export interface ImportedBlock {
  id: string;
  written: WrittenBlock;
  kind: WrittenKind;
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
  const taken = blocks.map((block) => {
    const { id, mark, degree, written, kind } = block;
    return { block, written, kind, attrs: { id, mark, degree } };
  });
  const content = writeBlocks(taken, ({ block }, kind, written) => headings.build(block, kind, written));
  const text = { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
  return { text, prefixes: headings.prefixes, uncounted: headings.uncounted };
}

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
      content: writeTitle(cutRuns(shown.runs, prefix.length)),
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
