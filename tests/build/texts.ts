// What people do to a live text, written straight into its sequence as an editor writes it, and what the text holds then.
// For the tests and the benches that need no editor; reads with the domain's own reader.
import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { findBlock, type LiveBlock } from '#domain/texts/live-text.ts';
import { blocksIn, type Formats, quiet, type SequenceBlock, sequenceOf } from '#domain/texts/text-sequence.ts';

/** A block by its rank in the document's own sequence, or by its id wherever it is. */
export type Which = number | string;

/** The block; throws when the text holds none. */
export function blockAt(doc: Y.Doc, which: Which): LiveBlock {
  if (typeof which === 'string') {
    const found = findBlock(doc, which);
    if (found) return found;
  } else {
    const blocks = blocksIn(sequenceOf(doc));
    const block = blocks[which];
    if (block) return { sequence: sequenceOf(doc), block, blocks, index: which };
  }
  throw new Error(`The text holds no block ${which}.`);
}

export const blocksOfText = (doc: Y.Doc): SequenceBlock[] => blocksIn(sequenceOf(doc));

const wordsIn = ({ runs }: SequenceBlock) => runs.map(({ text }) => text).join('');

/** The words of each block in order; those of a table are in its cells. */
export const allWords = (doc: Y.Doc): string[] => blocksOfText(doc).map(wordsIn);

export const wordsAt = (doc: Y.Doc, which: Which = 0): string => wordsIn(blockAt(doc, which).block);

const inOrder = (entries: Iterable<[string, unknown]>) =>
  [...entries].sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, value]) => `${key}: ${stateOfValue(value)}`);

function stateOfValue(value: unknown): string {
  if (value instanceof Y.Map) return `{${inOrder(value.entries()).join(', ')}}`;
  if (!(value instanceof Y.Text)) return JSON.stringify(value);
  const stretches = value.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return stretches
    .map(({ insert, attributes }) => {
      const formats = attributes ? `[${inOrder(Object.entries(attributes)).join(', ')}]` : '';
      return typeof insert === 'string' ? `${formats}${insert}` : `\n${formats}${stateOfValue(insert)} `;
    })
    .join('');
}

/** All that a text holds, shown or not, so that two copies that differ in anything differ in this. */
export const stateOf = (doc: Y.Doc): string => stateOfValue(sequenceOf(doc));

/** Types words; without `formats` they take those of the character before. */
export function typeIn(doc: Y.Doc, which: Which, at: number, words: string, formats?: Formats): void {
  const { sequence, block } = blockAt(doc, which);
  if (at > block.length) throw new Error(`Block ${which} ends before ${at}.`);
  sequence.insert(block.start + at, words, formats);
}

/** Types words at the end of a block. */
export const typeAtEnd = (doc: Y.Doc, which: Which, words: string): void =>
  typeIn(doc, which, blockAt(doc, which).block.length, words);

export function deleteIn(doc: Y.Doc, which: Which, at: number, length: number): void {
  const { sequence, block } = blockAt(doc, which);
  if (at + length > block.length) throw new Error(`Block ${which} ends before ${at + length}.`);
  sequence.delete(block.start + at, length);
}

/** Formats words; a value of null ends a format. */
export function formatIn(doc: Y.Doc, which: Which, at: number, length: number, formats: Formats): void {
  const { sequence, block } = blockAt(doc, which);
  sequence.format(block.start + at, Math.min(length, block.length - at), formats);
}

/** The formats of the character before a place, or of the one after it at a block's start. */
function formatsAt({ runs }: SequenceBlock, at: number): Formats {
  let end = 0;
  for (const { text, formats } of runs) {
    end += text.length;
    if (at <= end) return formats;
  }
  return {};
}

/** Parts a block in two, as Enter does; gives the id of the second. */
export function splitAt(doc: Y.Doc, which: Which, at: number, keys: Record<string, unknown> = {}): string {
  const { sequence, block } = blockAt(doc, which);
  const said = { id: randomUUID(), ...keys };
  sequence.insertEmbed(block.start + at, new Y.Map(Object.entries(said)), { ...formatsAt(block, at) });
  return String(said.id);
}

/** Joins a block to the one before it, as Backspace at its start does. */
export function mergeUp(doc: Y.Doc, which: Which): void {
  const { sequence, block } = blockAt(doc, which);
  if (block.marker) sequence.delete(block.begin, 1);
}

/** Says something of a block; null takes it back. */
export function setKey(doc: Y.Doc, which: Which, key: string, value: unknown): void {
  const { marker } = blockAt(doc, which).block;
  if (value === null) marker?.delete(key);
  else marker?.set(key, value);
}

/** Deletes whole blocks, with their markers and words. */
export function removeBlocks(doc: Y.Doc, which: Which, count = 1): void {
  const { sequence, block, blocks, index } = blockAt(doc, which);
  const end = blocks[index + count]?.begin ?? sequence.length;
  sequence.delete(block.begin, end - block.begin);
}

/** Adds a block whose marker says `keys`, before the block of rank `at` or at the end. */
export function addBlock(doc: Y.Doc, keys: Record<string, unknown>, words: string, at?: number): void {
  const sequence = sequenceOf(doc);
  const index = (at === undefined ? null : blocksOfText(doc)[at]?.begin) ?? sequence.length;
  doc.transact(() => {
    sequence.insertEmbed(index, new Y.Map(Object.entries(keys)), {});
    sequence.insert(index + 1, words, {});
  });
}

export const addParagraph = (doc: Y.Doc, words: string, at?: number): void =>
  addBlock(doc, { id: randomUUID() }, words, at);

/** A document that another person's browser holds: the same text, and nothing edited by itself. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = quiet(new Y.Doc());
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** Two copies tell each other all that they have. */
export function exchange(left: Y.Doc, right: Y.Doc): void {
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
}
