// A text inside its Yjs document: reading it as a textSchema node, writing a first text, adding to it, and the ids of its
// blocks. Every change is the smallest Yjs operation that does it, so that what others type meanwhile survives. Called
// inside `live.edit` and `live.read`; knows no database. Single blocks: live-blocks.ts; comment marks: comment-marks.ts.

import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { Node as TextNode } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { invalid } from '../errors.ts';
import { INSERTION, isBlockId } from './text-grammar.ts';
import { isBlock, textSchema } from './text-schema.ts';
import {
  blocksIn,
  deltaOf,
  depthsOf,
  isSuggestedBlock,
  type SequenceBlock,
  sequenceOf,
  shownTable,
  tokensOf,
  treeOfSequence,
} from './text-sequence.ts';

/** The text as it is now. */
export const textOf = (doc: Y.Doc): TextNode => treeOfSequence(blocksIn(sequenceOf(doc)));

const UNREADABLE = 'Ce texte n’a pas la forme attendue.';

/** Reads a text given as JSON; refuses what the schema does not allow. */
export function parseText(json: unknown): TextNode {
  try {
    const text = TextNode.fromJSON(textSchema, json);
    text.check();
    return text;
  } catch {
    throw invalid({ text: UNREADABLE }, UNREADABLE);
  }
}

/** Inserts what `text` says at a place of a sequence. */
export function insertText(sequence: Y.Text, index: number, text: TextNode): void {
  const retained = index > 0 ? [{ retain: index }] : [];
  sequence.applyDelta([...retained, ...deltaOf(tokensOf(text))]);
}

/** Writes a whole text into a document that has none yet. */
export function writeText(doc: Y.Doc, text: TextNode): void {
  if (sequenceOf(doc).length > 0) throw new Error('A text is written whole into an empty document only.');
  doc.transact(() => insertText(sequenceOf(doc), 0, text));
}

/** Adds what `text` says at the end of a document's text. */
export function appendText(doc: Y.Doc, text: TextNode): void {
  doc.transact(() => insertText(sequenceOf(doc), sequenceOf(doc).length, text));
}

/** One block in its sequence: the document's own, or that of a table's cell. */
export interface LiveBlock {
  sequence: Y.Text;
  block: SequenceBlock;
  /** All blocks of that sequence, and which one it is. */
  blocks: readonly SequenceBlock[];
  index: number;
}

/** The blocks of a sequence in reading order, those inside tables included, with what goes on with an item. */
export function* liveBlocks(sequence: Y.Text): Generator<LiveBlock> {
  const blocks = blocksIn(sequence);
  for (const [index, block] of blocks.entries()) {
    yield { sequence, block, blocks, index };
    if (block.facts.kind !== 'table' || !block.marker) continue;
    const { grid, text } = shownTable(block.marker);
    for (const { row, column } of grid.flat()) {
      const words = text(row, column);
      if (words) yield* liveBlocks(words);
    }
  }
}

/** The block with this id, the first in reading order, one that is agreed before any that is suggested; null: there is none. */
export function findBlock(doc: Y.Doc, blockId: string): LiveBlock | null {
  let suggested: LiveBlock | null = null;
  for (const found of liveBlocks(sequenceOf(doc))) {
    if (found.block.facts.id !== blockId) continue;
    if (!found.block.suggested?.come) return found;
    suggested ??= found;
  }
  return suggested;
}

/** Where what belongs to a block ends: a list item takes along what goes on with it and the items nested in it. */
export function endOfBlock({ blocks, index }: Pick<LiveBlock, 'blocks' | 'index'>): number {
  const depths = depthsOf(blocks);
  const depth = depths[index] ?? 0;
  const isInside = (at: number) => {
    const inner = depths[at] ?? 0;
    return depth > 0 && (inner > depth || (inner === depth && blocks[at]?.facts.list === null));
  };
  let next = index + 1;
  while (next < blocks.length && isInside(next)) next += 1;
  const last = blocks[next - 1] as SequenceBlock;
  return blocks[next]?.begin ?? last.start + last.length;
}

/** What a block says, and what is suggested of it, to tell whether another says the same. */
const sayingOf = ({ facts, suggested, runs }: SequenceBlock): string =>
  JSON.stringify([
    facts,
    suggested && { ...suggested, next: [...suggested.next] },
    runs.map(({ text, key }) => [text, key]),
  ]);

/**
 * Gives a marker to words that have none, and an id to each block that has none or another's (the later one in reading
 * order changes, and one that is suggested before one that is agreed). A block that says word for word what the one with its
 * id says is gone: two people moved it, or took back its deletion, at once. Says whether there was anything to do.
 */
export function repairBlockIds(doc: Y.Doc): boolean {
  const seen = new Map<string, SequenceBlock>();
  const found = [...liveBlocks(sequenceOf(doc))];
  const isTwin = ({ sequence, block }: LiveBlock): boolean => {
    const first =
      sequence === sequenceOf(doc) && block.length > 0 && block.facts.id !== null && seen.get(block.facts.id);
    return first && block.facts.kind !== 'table' ? sayingOf(first) === sayingOf(block) : false;
  };
  const isWrong = ({ sequence, block, blocks, index }: LiveBlock): boolean => {
    const { marker, facts, runs } = block;
    // Of what a cell holds, the items of its lists alone are blocks.
    if (sequence !== sequenceOf(doc) && facts.list === null) return false;
    // Behind a table that is suggested, words are the block's before it; suggested words are nobody's block: until accepted.
    if (marker === null) return !isSuggestedBlock(blocks, index) && runs.some(({ formats }) => !(INSERTION in formats));
    if (facts.id === null || seen.has(facts.id)) return true;
    seen.set(facts.id, block);
    return false;
  };
  const isSuggested = ({ block }: LiveBlock) => block.suggested?.come != null;
  const wrongOnes = new Set([
    ...found.filter((one) => !isSuggested(one) && isWrong(one)),
    ...found.filter((one) => isSuggested(one) && isWrong(one)),
  ]);
  const wrong = found.filter((one) => wrongOnes.has(one));
  doc.transact(() => {
    // From the end, so that the places of those before stay right.
    for (const one of wrong.reverse()) {
      const { sequence, block } = one;
      if (isTwin(one)) sequence.delete(block.begin, block.start + block.length - block.begin);
      else if (block.marker) {
        block.marker.set('id', randomUUID());
        block.marker.delete('previousId');
      } else sequence.insertEmbed(block.begin, new Y.Map([['id', randomUUID()]]), { ...block.runs[0]?.formats });
    }
  });
  return wrong.length > 0;
}

/** A copy of `json` in which `change` has rewritten the attributes of every block. */
export function mapBlocks(
  json: JSONContent,
  change: (attrs: Record<string, unknown>) => Record<string, unknown>,
  parentType = '',
): JSONContent {
  const type = json.type ?? '';
  const copy = { ...json };
  if (isBlock(type, parentType)) copy.attrs = change(json.attrs ?? {});
  if (json.content) copy.content = json.content.map((child) => mapBlocks(child, change, type));
  return copy;
}

/** A copy of `json` in which every block has an id of its own; ids that are good and met first stay. */
export function ensureBlockIds(json: JSONContent): JSONContent {
  const seen = new Set<string>();
  return mapBlocks(json, (attrs) => {
    const id = isBlockId(attrs.id) && !seen.has(attrs.id) ? attrs.id : randomUUID();
    seen.add(id);
    return { ...attrs, id };
  });
}

/** A copy of `json` without the places of comments. */
export function withoutComments(json: JSONContent): JSONContent {
  const marks = json.marks?.filter(({ type }) => type !== 'comment');
  return {
    ...json,
    ...(marks ? { marks } : {}),
    ...(json.content ? { content: json.content.map(withoutComments) } : {}),
  };
}

/** The words as PostgreSQL keeps them, which takes no U+0000 and no half of a pair: what it would refuse or alter is left out. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is taken out
export const storable = (text: string) => text.replace(/\u0000|\p{Surrogate}/gu, '');
