// Taking one block out of a live text and putting one back, as one replacement of the sequence. Called inside `live.edit`
// by the roll-over (domain/carry-overs.ts). A list item takes the items nested in it along; a heading leaves what is below it.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import type { Doc } from 'yjs';
import { endOfBlock, findBlock, insertText, type LiveBlock, liveBlocks, parseText, textOf } from './live-text.ts';
import { textLimits } from './text-grammar.ts';
import { deltaOf, depthsOf, isWords, type SequenceBlock, sequenceOf, type Token, tokensOf } from './text-sequence.ts';

const lists: readonly string[] = ['bulletList', 'orderedList'];

/** What the blocks with these ids say, as JSON with their marks; those that the text does not hold are absent. */
export function copyBlocks(doc: Doc, ids: ReadonlySet<string>): Map<string, JSONContent> {
  const copies = new Map<string, JSONContent>();
  textOf(doc).descendants((node) => {
    const id: unknown = node.attrs.id;
    if (typeof id === 'string' && ids.has(id) && !copies.has(id)) copies.set(id, node.toJSON());
    return true;
  });
  return copies;
}

const emptyText = () => parseText({ type: 'doc', content: [{ type: 'paragraph', attrs: { id: randomUUID() } }] });

/** Takes a block out of the text and gives it back as JSON, with its marks; null when the text does not hold it. */
export function removeBlock(doc: Doc, blockId: string): JSONContent | null {
  const found = findBlock(doc, blockId);
  const json = copyBlocks(doc, new Set([blockId])).get(blockId);
  if (!found || !json) return null;
  doc.transact(() => {
    const { sequence, block } = found;
    sequence.delete(block.begin, endOfBlock(found) - block.begin);
    if (sequenceOf(doc).length === 0) insertText(sequenceOf(doc), 0, emptyText());
  });
  return json;
}

/** Where a block stood: the blocks before it in reading order, and for a list item its list and what is around it. */
export interface FormerPlace {
  /** Nearest first. */
  before: readonly string[];
  /** For a list item: the type of its list, its neighbours in it (nearest first) and the item that the list is nested in. */
  list: { type: string; earlier: readonly string[]; later: readonly string[]; parent: string | null } | null;
}

/** The ids of all blocks that are in the text. */
export function blockIdsIn(doc: Doc): Set<string> {
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

/** The tokens of an item, as one of a list at `depth`. */
function itemTokens(item: JSONContent, type: string, depth: number): Token[] {
  return tokensOf(parseText({ type: 'doc', content: [{ type, content: [item] }] })).map((token) =>
    isWords(token)
      ? token
      : { ...token, facts: { ...token.facts, depth: Math.min(token.facts.depth + depth - 1, textLimits.depth) } },
  );
}

function insertTokens({ sequence }: LiveBlock, index: number, tokens: readonly Token[]): void {
  const retained = index > 0 ? [{ retain: index }] : [];
  sequence.applyDelta([...retained, ...deltaOf(tokens)]);
}

/** Puts an item beside its former neighbours, or into the item that it was nested in; false when all of them are gone. */
function insertItem(doc: Doc, item: JSONContent, list: NonNullable<FormerPlace['list']>): boolean {
  const neighbour = (ids: readonly string[]) =>
    ids.map((id) => findBlock(doc, id)).find((found) => found && found.block.facts.list !== null);
  const earlier = neighbour(list.earlier);
  const later = earlier ? null : neighbour(list.later);
  const beside = earlier ?? later;
  if (beside) {
    const type = beside.block.facts.list === 'ordered' ? 'orderedList' : 'bulletList';
    const tokens = itemTokens(item, type, depthOfFound(beside));
    insertTokens(beside, earlier ? endOfBlock(earlier) : beside.block.begin, tokens);
    return true;
  }
  const parent = list.parent ? neighbour([list.parent]) : null;
  if (parent) insertTokens(parent, endOfBlock(parent), itemTokens(item, list.type, depthOfFound(parent) + 1));
  return Boolean(parent);
}

/** Where the node directly below the document that holds this block ends. */
function endOfTop({ blocks, index }: LiveBlock): number {
  const depths = depthsOf(blocks);
  let next = index + 1;
  while (next < blocks.length && (depths[next] ?? 0) > 0 && (depths[index] ?? 0) > 0) next += 1;
  const last = blocks[next - 1] as SequenceBlock;
  return blocks[next]?.begin ?? last.start + last.length;
}

/** The first block before which a block may be put that nothing precedes. */
function endOfNearest(doc: Doc, before: readonly string[]): number {
  for (const id of before) {
    const found = findBlock(doc, id);
    if (found && found.sequence === sequenceOf(doc)) return endOfTop(found);
  }
  return 0;
}

/** Puts a block back where it stood, after its nearest surviving predecessor. Does nothing when the text holds it. */
export function restoreBlock(doc: Doc, json: JSONContent, place: FormerPlace): void {
  const present = blockIdsIn(doc);
  if (present.has(json.attrs?.id)) return;
  const block = withoutPresent(json, present);
  doc.transact(() => {
    if (place.list && insertItem(doc, block, place.list)) return;
    const list = place.list?.type ?? 'bulletList';
    const content = [block.type === 'listItem' ? { type: list, content: [block] } : block];
    insertText(sequenceOf(doc), endOfNearest(doc, place.before), parseText({ type: 'doc', content }));
  });
}
