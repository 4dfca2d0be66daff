// Taking one block out of a live text and putting one back, as one replacement of the sequence. Called inside `live.edit`
// by the roll-over (domain/conventions/carry-overs.ts). A list item takes the items nested in it along; a heading leaves what is below it.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import type * as Y from 'yjs';
import {
  endOfBlock,
  findBlock,
  insertText,
  type LiveBlock,
  liveBlocks,
  parseText,
  repairBlockIds,
  textOf,
} from './live-text.ts';
import { type BlockFacts, textLimits } from './text-grammar.ts';
import {
  beginningsOf,
  blocksIn,
  deltaOf,
  depthsOf,
  isWords,
  type SequenceBlock,
  sequenceOf,
  tokensOf,
} from './text-sequence.ts';

const lists: readonly string[] = ['bulletList', 'orderedList'];

/** What the blocks with these ids say, as JSON with their marks; those that the text does not hold are absent. */
export function copyBlocks(doc: Y.Doc, ids: ReadonlySet<string>): Map<string, JSONContent> {
  const copies = new Map<string, JSONContent>();
  textOf(doc).descendants((node) => {
    const id: unknown = node.attrs.id;
    if (typeof id === 'string' && ids.has(id) && !copies.has(id)) copies.set(id, node.toJSON());
    return true;
  });
  return copies;
}

const emptyText = () => parseText({ type: 'doc', content: [{ type: 'paragraph', attrs: { id: randomUUID() } }] });

/** The block at a place of a sequence; null at its end. */
const markerAt = (blocks: readonly SequenceBlock[], place: number): Y.Map<unknown> | null =>
  blocks.find(({ begin }) => begin === place)?.marker ?? null;

/** How deep a block is, and whether a list begins with it. */
function standingOf(sequence: Y.Text, marker: Y.Map<unknown>) {
  const blocks = blocksIn(sequence);
  const index = blocks.findIndex((block) => block.marker === marker);
  return { depth: depthsOf(blocks)[index] ?? 0, begins: beginningsOf(blocks)[index] ?? false };
}

/** Lets a list begin with an item that would go on with the one before it. */
function beginWith(sequence: Y.Text, marker: Y.Map<unknown>): void {
  if (!standingOf(sequence, marker).begins) marker.set('fresh', true);
}

/** Changes a sequence right before the block at `place`, which stays as deep as it was and begins its list if it did. */
function keepingNext(sequence: Y.Text, place: number, change: () => void): void {
  const next = markerAt(blocksIn(sequence), place);
  const before = next && standingOf(sequence, next);
  change();
  if (!next || !before) return;
  if (standingOf(sequence, next).depth !== before.depth) {
    if (before.depth > 0) next.set('depth', before.depth);
    else next.delete('depth');
  }
  if (before.begins) beginWith(sequence, next);
}

/** What the first item of a list says of the list goes from one item to another. */
function handOver(from: BlockFacts, to: Y.Map<unknown>): void {
  if (from.start !== null) to.set('start', from.start);
  if (from.fresh) to.set('fresh', true);
}

/** The item that becomes the first of a list when the one found is taken out. */
function heirOf(found: LiveBlock): Y.Map<unknown> | null {
  const { blocks, index } = found;
  const [depths, begins] = [depthsOf(blocks), beginningsOf(blocks)];
  const end = endOfBlock(found);
  const next = blocks.findIndex(({ begin }) => begin === end);
  const isHeir = begins[index] && depths[next] === depths[index] && !begins[next];
  return isHeir ? (blocks[next]?.marker ?? null) : null;
}

/** Takes a block out of the text and gives it back as JSON, with its marks; null when the text does not hold it. */
export function removeBlock(doc: Y.Doc, blockId: string): JSONContent | null {
  if (!blockIdsIn(doc).has(blockId)) return null;
  return doc.transact(() => {
    // Words that have no marker of their own would join the block before.
    repairBlockIds(doc);
    const found = findBlock(doc, blockId);
    const json = copyBlocks(doc, new Set([blockId])).get(blockId);
    if (!found || !json) return null;
    const { sequence, block } = found;
    const end = endOfBlock(found);
    const heir = heirOf(found);
    keepingNext(sequence, end, () => sequence.delete(block.begin, end - block.begin));
    if (heir) {
      handOver(block.facts, heir);
      beginWith(sequence, heir);
    }
    if (sequenceOf(doc).length === 0) insertText(sequenceOf(doc), 0, emptyText());
    return json;
  });
}

/** Where a block stood: the blocks before it in reading order, and for a list item its list and what is around it. */
export interface FormerPlace {
  /** Nearest first. */
  before: readonly string[];
  /** For a list item: the type of its list, its neighbours in it (nearest first) and the item that the list is nested in. */
  list: { type: string; earlier: readonly string[]; later: readonly string[]; parent: string | null } | null;
}

/** The ids of all blocks that are in the text. */
export function blockIdsIn(doc: Y.Doc): Set<string> {
  const ids = [...liveBlocks(sequenceOf(doc))].map(({ block }) => block.facts.id);
  return new Set(ids.filter((id) => id !== null));
}

/** `json` without the nested items that the text holds already: an id stands once in a text. */
function withoutPresent(json: JSONContent, present: ReadonlySet<string>): JSONContent {
  const content = (json.content ?? [])
    .filter(({ type, attrs }) => type !== 'listItem' || !present.has(attrs?.id))
    .map((child) => withoutPresent(child, present))
    .filter(({ type, content: inner }) => !lists.includes(type ?? '') || (inner?.length ?? 0) > 0);
  return json.content ? { ...json, content } : json;
}

const depthOfFound = ({ blocks, index }: LiveBlock) => depthsOf(blocks)[index] ?? 0;

/** Puts an item at a place of a sequence, in a list of this kind at `depth`. */
function insertItemAt(sequence: Y.Text, place: number, item: JSONContent, list: JSONContent, depth: number): void {
  const tokens = tokensOf(parseText({ type: 'doc', content: [{ ...list, content: [item] }] })).map((token) =>
    isWords(token)
      ? token
      : { ...token, facts: { ...token.facts, depth: Math.min(token.facts.depth + depth - 1, textLimits.depth) } },
  );
  const retained = place > 0 ? [{ retain: place }] : [];
  keepingNext(sequence, place, () => sequence.applyDelta([...retained, ...deltaOf(tokens)]));
}

const listOf = ({ list, style }: BlockFacts): JSONContent =>
  list === 'ordered' ? { type: 'orderedList', attrs: { type: style } } : { type: 'bulletList' };

/** Puts an item before one that it goes first of a list with. */
function insertBefore({ sequence, block, blocks, index }: LiveBlock, item: JSONContent): void {
  const { marker, facts, begin } = block;
  const wasFirst = beginningsOf(blocks)[index];
  if (wasFirst) for (const key of ['start', 'fresh']) marker?.delete(key);
  insertItemAt(sequence, begin, item, listOf(facts), depthsOf(blocks)[index] ?? 1);
  const first = markerAt(blocksIn(sequence), begin);
  if (!wasFirst || !first) return;
  handOver(facts, first);
  beginWith(sequence, first);
  marker?.delete('fresh');
}

/** Puts an item beside its former neighbours, or into the item that it was nested in; false when all of them are gone. */
function insertItem(doc: Y.Doc, item: JSONContent, list: NonNullable<FormerPlace['list']>): boolean {
  const neighbour = (ids: readonly string[]) =>
    ids.map((id) => findBlock(doc, id)).find((found) => found && found.block.facts.list !== null);
  const earlier = neighbour(list.earlier);
  if (earlier) {
    const { sequence, block } = earlier;
    insertItemAt(sequence, endOfBlock(earlier), item, listOf(block.facts), depthOfFound(earlier));
    return true;
  }
  const later = neighbour(list.later);
  if (later) insertBefore(later, item);
  const parent = later || !list.parent ? null : neighbour([list.parent]);
  if (parent) insertList(parent.sequence, endOfBlock(parent), item, list, depthOfFound(parent) + 1);
  return Boolean(later ?? parent);
}

/** Puts an item at a place of a sequence, in a list of its own. */
function insertList(sequence: Y.Text, place: number, item: JSONContent, list: { type: string }, depth: number): void {
  insertItemAt(sequence, place, item, { type: list.type }, depth);
  const first = markerAt(blocksIn(sequence), place);
  if (first) beginWith(sequence, first);
}

/** Where the node directly below the document that holds this block ends. */
function endOfTop({ blocks, index }: LiveBlock): number {
  const [depths, begins] = [depthsOf(blocks), beginningsOf(blocks)];
  const isTop = (at: number) => depths[at] === 0 || (depths[at] === 1 && begins[at]);
  let next = index + 1;
  while (next < blocks.length && !isTop(next)) next += 1;
  const last = blocks[next - 1] as SequenceBlock;
  return blocks[next]?.begin ?? last.start + last.length;
}

/** The first place at which a block may be put that these blocks precede, nearest first. */
function endOfNearest(doc: Y.Doc, before: readonly string[]): number {
  for (const id of before) {
    const found = findBlock(doc, id);
    if (found && found.sequence === sequenceOf(doc)) return endOfTop(found);
  }
  return 0;
}

/** Puts a block back where it stood, after its nearest surviving predecessor. Does nothing when the text holds it. */
export function restoreBlock(doc: Y.Doc, json: JSONContent, place: FormerPlace): void {
  const present = blockIdsIn(doc);
  if (present.has(json.attrs?.id)) return;
  const block = withoutPresent(json, present);
  doc.transact(() => {
    repairBlockIds(doc);
    if (place.list && insertItem(doc, block, place.list)) return;
    const sequence = sequenceOf(doc);
    const end = endOfNearest(doc, place.before);
    if (block.type === 'listItem') insertList(sequence, end, block, place.list ?? { type: 'bulletList' }, 1);
    else keepingNext(sequence, end, () => insertText(sequence, end, parseText({ type: 'doc', content: [block] })));
  });
}
