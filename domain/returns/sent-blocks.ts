// The blocks of a text as it went out beside those of a file: which is which, and of what kind and place in lists each is. Pure;
// called by read-changes.ts.
import type { Text as YText } from 'yjs';
import { alignBlocks } from '../comparison/alignment.ts';
import { type BlockFacts, isHeadingKind } from '../texts/text-grammar.ts';
import { blocksIn, depthsOf, type SequenceBlock, shownTable } from '../texts/text-sequence.ts';
import type { FileBlock } from './returned-blocks.ts';

export const wordsOf = ({ runs }: SequenceBlock): string => runs.map(({ text }) => text).join('');
export const isTable = ({ facts, marker }: SequenceBlock) => facts.kind === 'table' && marker !== null;

export function wordsOfTable({ marker }: SequenceBlock): string {
  if (!marker) return '';
  const { grid, text } = shownTable(marker, 'rows');
  return grid
    .flat()
    .flatMap(({ row, column }) => wordsOfCell(text(row, column)))
    .join('\n');
}

export const wordsOfCell = (cell: YText | null): string[] => (cell ? blocksIn(cell).map(wordsOf) : ['']);

/** Where a block of the text stands, and how deep. */
export interface Base {
  blocks: SequenceBlock[];
  shown: SequenceBlock[];
  depths: number[];
  shownDepths: number[];
}

export const baseOf = (text: YText): Base => {
  const [blocks, shown] = [blocksIn(text), blocksIn(text, 'shown')];
  return { blocks, shown, depths: depthsOf(blocks), shownDepths: depthsOf(shown) };
};

export type Shape = Pick<BlockFacts, 'kind' | 'list' | 'depth'>;

export const shapeOf = ({ kind, list }: BlockFacts, depth: number): Shape =>
  isHeadingKind(kind) ? { kind, list: null, depth: 0 } : { kind: 'paragraph', list, depth };

export const sameShape = (one: Shape, other: Shape) =>
  one.kind === other.kind && one.list === other.list && one.depth === other.depth;

/** A block of a file with the rest of what was cut in two there. */
interface Head {
  block: FileBlock;
  index: number;
  words: string;
}

/**
 * The blocks of a file that may be blocks of the text: what was cut in two with tracking on is one, and known by all its words. What was
 * suggested to be cut when it went out is two in both.
 */
function headsIn(file: readonly FileBlock[], blocks: readonly SequenceBlock[], known: ReadonlySet<string>): Head[] {
  const pending = new Set(blocks.flatMap((block) => (block.suggested?.come ? [wordsOf(block)] : [])));
  const isRest = ({ id, start, letters, words }: FileBlock) =>
    start.inserted !== undefined &&
    (id === null || !known.has(id)) &&
    !pending.has(words) &&
    letters.some(({ text, run }) => !run.inserted && text.trim() !== '');
  const heads: Head[] = [];
  for (const [index, block] of file.entries()) {
    const last = heads.at(-1);
    if (last?.block.paragraph && block.paragraph && isRest(block)) last.words += block.words;
    else heads.push({ block, index, words: block.words });
  }
  return heads;
}

/** Which block of the text each block of the file is, in order; and which blocks stand elsewhere than they did. */
export function pairBlocks(blocks: readonly SequenceBlock[], file: readonly FileBlock[], inCell: boolean) {
  const known = new Set(blocks.flatMap(({ facts }) => facts.id ?? []));
  const heads = headsIn(file, blocks, known);
  const { formerOf, moved } = alignBlocks(
    blocks.map((block) => ({
      id: block.facts.id,
      previousId: null,
      kind: isTable(block) ? 'TABLE' : 'PARAGRAPH',
      text: isTable(block) ? wordsOfTable(block) : wordsOf(block),
    })),
    heads.map(({ block: { id, table }, words }) => ({
      id: id !== null && known.has(id) ? id : null,
      previousId: null,
      kind: table ? 'TABLE' : 'PARAGRAPH',
      text: words,
    })),
  );
  const of = new Map<number, number>();
  const elsewhere = new Map<number, number>();
  for (const [rank, former] of formerOf.entries()) {
    const { block, index } = heads[rank] as Head;
    const isSame = former !== -1 && isTable(blocks[former] as SequenceBlock) === (block.table !== null);
    if (isSame) (moved.has(rank) ? elsewhere : of).set(index, former);
  }
  if (inCell) pairByPlace(of, blocks, heads);
  return { of, moved: elsewhere };
}

/** Whether a paragraph that is new is the rest of the one before, cut in two. */
export function goesOn(block: SequenceBlock, first: FileBlock, next: FileBlock): boolean {
  if (isTable(block) || first.table || next.table) return false;
  const former = next.letters.filter(({ run }) => !run.inserted);
  const words = former
    .map(({ text }) => text)
    .join('')
    .trim();
  if (words === '') return false;
  return next.start.inserted !== undefined || (wordsOf(block).includes(words) && !first.words.includes(words));
}

/** In a cell, where nothing has an id: what stands at the same place between two that are known is the same paragraph. */
function pairByPlace(of: Map<number, number>, blocks: readonly SequenceBlock[], heads: readonly Head[]): void {
  const taken = new Set(of.values());
  let place = 0;
  for (const { index, block } of heads) {
    const known = of.get(index);
    if (known !== undefined) {
      place = known + 1;
      continue;
    }
    const isFree = place < blocks.length && !taken.has(place) && !isTable(blocks[place] as SequenceBlock);
    if (block.table || !isFree) continue;
    of.set(index, place);
    place += 1;
  }
}
