// Changing words of one block of a live text from outside of the editor. Called inside `live.edit` by the roll-over. Only
// what differs is written, so that looks, comments and what others type beside it stay.
import type * as Y from 'yjs';
import { endOfBlock, findBlock, type LiveBlock, liveBlocks, storable } from './live-text.ts';
import { depthsOf, type Formats, type SequenceBlock, shownTable } from './text-sequence.ts';

/** What came of a rewrite: other words stand there by now, or the number of its paragraphs would change. */
export type Rewritten = 'written' | 'changed' | 'paragraphs';

/** A stretch of a sequence that holds words of the block, and where they begin among all of them. */
interface Part {
  sequence: Y.Text;
  block: SequenceBlock;
  at: number;
}

/** A replacement among words: [start, end[ becomes `words`. */
interface Change {
  start: number;
  end: number;
  words: string;
}

const textOfBlock = ({ runs }: SequenceBlock) => runs.map(({ text }) => text).join('');

/** The paragraphs that a block's words stand in, in order; items nested in an item are blocks of their own. */
function paragraphsOf(found: LiveBlock): Pick<Part, 'sequence' | 'block'>[] {
  const { sequence, block, blocks, index } = found;
  if (block.facts.kind === 'table' && block.marker) {
    const { grid, text } = shownTable(block.marker, 'agreed');
    return grid.flat().flatMap(({ row, column }) => {
      const words = text(row, column);
      return words ? [...liveBlocks(words)] : [];
    });
  }
  const depths = depthsOf(blocks);
  const end = endOfBlock(found);
  const own = blocks.filter(
    (one, at) =>
      at === index || (at > index && one.begin < end && depths[at] === depths[index] && one.facts.list === null),
  );
  return own.map((one) => ({ sequence, block: one }));
}

function partsOf(found: LiveBlock): { parts: Part[]; words: string } {
  let at = 0;
  const parts = paragraphsOf(found).map(({ sequence, block }) => {
    const part = { sequence, block, at };
    at += textOfBlock(block).length + 1;
    return part;
  });
  return { parts, words: parts.map(({ block }) => textOfBlock(block)).join('\n') };
}

/**
 * Makes the words of a block, those that the programme shows of it, `after` where they are `before`; null when the text
 * does not hold the block. Paragraphs are neither made nor joined here.
 */
export function rewriteBlock(doc: Y.Doc, blockId: string, before: string, after: string): Rewritten | null {
  const found = findBlock(doc, blockId);
  if (!found) return null;
  const { parts, words } = partsOf(found);
  if (storable(words) !== before) return 'changed';
  const changes = changesBetween(words, storable(after)).map((change) => {
    const part = parts.findLast(({ at }) => at <= change.start);
    return part && change.end <= part.at + textOfBlock(part.block).length ? { ...change, part } : null;
  });
  if (changes.some((change) => change === null)) return 'paragraphs';
  doc.transact(() => {
    // From the end, so that the places of those before stay right.
    for (const change of changes.reverse()) if (change) replace(change.part, change);
  });
  return 'written';
}

function replace({ sequence, block, at }: Part, { start, end, words }: Change): void {
  const place = start - at;
  const formats = { ...formatsAt(block, place, end > start) };
  if (end > start) sequence.delete(block.start + place, end - start);
  if (words) sequence.insert(block.start + place, words, formats);
}

/** The looks that words put at a place of a block have: those of what they replace, else what both neighbours share. */
function formatsAt({ runs }: SequenceBlock, place: number, isReplaced: boolean): Formats {
  const at = (wanted: number): Formats => {
    let from = 0;
    const run = runs.find(({ text }) => {
      from += text.length;
      return wanted < from;
    });
    return wanted < 0 ? {} : (run?.formats ?? {});
  };
  if (isReplaced) return at(place);
  const [left, right] = [at(place - 1), at(place)];
  return Object.fromEntries(Object.entries(left).filter(([key]) => Object.hasOwn(right, key)));
}

const pieces = (words: string): string[] => words.match(/[\p{L}\p{N}]+|\n|[^\p{L}\p{N}\n]/gu) ?? [];

/** Above this many comparisons the differing middle is replaced as a whole: 1 000 words against 1 000. */
const MOST = 1_000_000;

/** The least replacements of whole words that make `after` of `before`, in order. */
export function changesBetween(before: string, after: string): Change[] {
  const [old, fresh] = [pieces(before), pieces(after)];
  const least = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < least && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < least - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const [gone, come] = [old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)];
  const kept = gone.length * come.length > MOST ? [] : longestCommon(gone, come);
  const changes: Change[] = [];
  let place = old.slice(0, head).join('').length;
  let [i, j] = [0, 0];
  for (const [a, b] of [...kept, [gone.length, come.length] as const]) {
    const end = place + gone.slice(i, a).join('').length;
    if (a > i || b > j) changes.push({ start: place, end, words: come.slice(j, b).join('') });
    place = end + (gone[a]?.length ?? 0);
    [i, j] = [a + 1, b + 1];
  }
  return changes;
}

/** Places of the longest sequence that both hold, in order. */
function longestCommon(one: readonly string[], other: readonly string[]): (readonly [number, number])[] {
  const width = other.length + 1;
  const lengths = new Uint32Array((one.length + 1) * width);
  const at = (a: number, b: number) => lengths[a * width + b] ?? 0;
  for (let a = one.length - 1; a >= 0; a -= 1)
    for (let b = other.length - 1; b >= 0; b -= 1)
      lengths[a * width + b] = one[a] === other[b] ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1));
  const found: [number, number][] = [];
  for (let [a, b] = [0, 0]; a < one.length && b < other.length; )
    if (one[a] === other[b]) found.push([a++, b++]);
    else if (at(a + 1, b) >= at(a, b + 1)) a += 1;
    else b += 1;
  return found;
}
