// The place of a comment thread in a live text: the `comment` mark, added and taken away by the server for people who may
// comment and not write. Called inside `live.edit`; only formatting is touched, never a character.
import type * as Y from 'yjs';
import { findBlock, type LiveBlock, liveBlocks } from '../texts/live-text.ts';
import { commentFormat, isBlockId } from '../texts/text-grammar.ts';
import { blocksIn, depthsOf, type SequenceBlock, sequenceOf, shownTable } from '../texts/text-sequence.ts';

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

/** A textblock of a block: where its words are in a sequence (none was made for an empty cell), and in the block's words. */
interface Segment {
  sequence: Y.Text | null;
  block: SequenceBlock | null;
  start: number;
}

/** A block's own words as `Block.text` gives them, and where each stretch of them is. */
export function wordsOfBlock(found: LiveBlock): { words: string; segments: Segment[] } {
  const segments: Segment[] = [];
  let words = '';
  const add = (sequence: Y.Text | null, block: SequenceBlock | null) => {
    if (segments.length > 0) words += '\n';
    segments.push({ sequence, block, start: words.length });
    for (const { text } of block?.runs ?? []) words += text;
  };
  for (const { sequence, block } of textblocksOf(found)) add(sequence, block);
  return { words, segments };
}

/** The textblocks of a block: of a table, those of its cells; of an item, those that go on with it. */
function textblocksOf({ sequence, block, blocks, index }: LiveBlock): Pick<Segment, 'sequence' | 'block'>[] {
  if (block.facts.kind === 'table' && block.marker) {
    const { grid, text } = shownTable(block.marker);
    return grid.flat().flatMap(({ row, column }): Pick<Segment, 'sequence' | 'block'>[] => {
      const cell = text(row, column);
      return cell
        ? blocksIn(cell).map((inner) => ({ sequence: cell, block: inner }))
        : [{ sequence: null, block: null }];
    });
  }
  const depths = depthsOf(blocks);
  const own: SequenceBlock[] = [block];
  const depth = depths[index] ?? 0;
  for (let at = index + 1; depth > 0 && at < blocks.length; at += 1) {
    const next = blocks[at] as SequenceBlock;
    const inner = depths[at] ?? 0;
    if (inner < depth || (inner === depth && next.facts.list !== null)) break;
    // Nested list items are blocks of their own.
    if (inner === depth) own.push(next);
  }
  return own.map((one) => ({ sequence, block: one }));
}

/** The stretch without the half of a character: to format that far would part its halves, and Yjs has none to keep. */
function wholeCharacters(words: string, [start, end]: [number, number]): [number, number] {
  const isWithin = (at: number) => /[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(words.slice(Math.max(at - 1, 0), at + 1));
  return [isWithin(start) ? start + 1 : start, isWithin(end) ? end - 1 : end];
}

/**
 * Marks a stretch of a block as the place of a thread. False when nothing could be marked: the block is gone or empty,
 * or its words are no longer there.
 */
export function addCommentMark(
  doc: Y.Doc,
  { blockId, threadId, ...stretch }: Stretch & { blockId: string; threadId: string },
) {
  const found = findBlock(doc, blockId);
  if (!found || !isBlockId(threadId)) return false;
  const { words, segments } = wordsOfBlock(found);
  const [start, end] = wholeCharacters(words, locateStretch(words, stretch) ?? [0, 0]);
  const marked = segments.flatMap(({ sequence, block, start: offset }) => {
    if (!sequence || !block) return [];
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, block.length);
    return from < to ? [{ sequence, from: block.start + from, length: to - from }] : [];
  });
  doc.transact(() => {
    for (const { sequence, from, length } of marked) sequence.format(from, length, { [commentFormat(threadId)]: true });
  });
  return marked.length > 0;
}

/** Takes the mark of a thread away, wherever it is. */
export function removeCommentMark(doc: Y.Doc, threadId: string): void {
  const key = commentFormat(threadId);
  doc.transact(() => {
    for (const { sequence, block } of [...liveBlocks(sequenceOf(doc))]) {
      let index = block.start;
      for (const { text, formats } of block.runs) {
        if (Object.hasOwn(formats, key)) sequence.format(index, text.length, { [key]: null });
        index += text.length;
      }
    }
  });
}
