// Keeps the ids of blocks: every block has one of its own, moves keep theirs, copies and second halves get new ones.
// Mends only what this person's own transactions made (see repair-ids.ts for what two people make together).

import type { Node as TextNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import { uuidv4 } from 'lib0/random';
import { blockTypes, isBlock } from '#domain/text-schema.ts';
import { isFromOutside, rootOf } from './origins.ts';

interface Carrier {
  node: TextNode;
  pos: number;
  parent: TextNode;
  /** What is carried here counts: the node is a block. */
  block: boolean;
}

/** What belongs to a block's identity, and travels with its id. */
const identityOf = ({ id, mark, degree, outcome, previousId }: TextNode['attrs']) => ({
  id,
  mark,
  degree,
  outcome,
  previousId,
});
type BlockIdentity = ReturnType<typeof identityOf>;
const nobody: BlockIdentity = { id: null, mark: null, degree: null, outcome: null, previousId: null };

/** Every node that may carry an id, in reading order. */
function carriersOf(doc: TextNode): Carrier[] {
  const carriers: Carrier[] = [];
  doc.descendants((node, pos, parent) => {
    if (parent && (blockTypes as readonly string[]).includes(node.type.name))
      carriers.push({ node, pos, parent, block: isBlock(node.type.name, parent.type.name) });
    return !node.isTextblock;
  });
  return carriers;
}

const ownWords = ({ node }: Carrier) => (node.isTextblock ? node : node.firstChild)?.textContent ?? '';

/** A paragraph just wrapped in a list hands its identity to the item; other paragraphs inside a block carry none. */
function settleInnerParagraphs(carriers: Carrier[], next: Map<Carrier, BlockIdentity>) {
  for (const [index, carrier] of carriers.entries()) {
    if (carrier.block) continue;
    const { attrs } = carrier.node;
    if (Object.values(identityOf(attrs)).every((value) => value === null)) continue;
    const item = carriers[index - 1];
    const wraps = item?.node === carrier.parent && item.block && item.node.attrs.id === null;
    if (wraps && attrs.id !== null) next.set(item, identityOf(attrs));
    next.set(carrier, nobody);
  }
}

/** A paragraph lifted out of an item that is no more takes the item's identity. */
function settleLifted(old: Carrier[], carriers: Carrier[], mapping: Mapping, next: Map<Carrier, BlockIdentity>) {
  const present = new Set(
    carriers.filter(({ block }) => block).map((carrier) => (next.get(carrier) ?? carrier.node.attrs).id),
  );
  const bare = new Map(
    carriers
      .filter(({ node, block }) => block && node.type.name !== 'listItem' && node.attrs.id === null)
      .map((carrier) => [carrier.pos, carrier]),
  );
  if (bare.size === 0) return;
  for (const { node, pos } of old) {
    if (node.type.name !== 'listItem' || node.attrs.id === null || present.has(node.attrs.id)) continue;
    // Inside the item's first paragraph: that position survives the lift, the paragraph's border may not.
    const lifted = bare.get(mapping.map(pos + 2, -1) - 1);
    if (lifted && !next.has(lifted)) {
      next.set(lifted, identityOf(node.attrs));
      present.add(node.attrs.id);
    }
  }
}

/**
 * Enter cuts a block in two: the second part is new, promises and records nothing. At the start of a block the part before is
 * empty: the words keep the identity, and the empty one is new.
 */
function settleSplits(old: Carrier[], carriers: Carrier[], next: Map<Carrier, BlockIdentity>) {
  const oldBlocks = old.filter(({ block }) => block);
  const oldWords = new Map(oldBlocks.map((carrier) => [carrier.node.attrs.id, ownWords(carrier)]));
  const repeatedBefore = oldWords.size < oldBlocks.length;
  const blocks = carriers.filter(({ block }) => block);
  for (const [index, first] of blocks.entries()) {
    const second = blocks[index + 1];
    const identity = next.get(first) ?? identityOf(first.node.attrs);
    if (!second || identity.id === null || second.parent !== first.parent) continue;
    const repeats = (next.get(second) ?? second.node.attrs).id;
    if (repeats !== null && (repeats !== identity.id || repeatedBefore)) continue;
    if (repeats !== null) next.set(second, nobody);
    const words = oldWords.get(identity.id);
    if (ownWords(first) !== '' || !words || words !== ownWords(second)) continue;
    next.set(second, identity);
    next.set(first, nobody);
  }
}

/** New ids for blocks without one, for copies, and for what came from another text. */
function settleIds(
  old: Carrier[],
  carriers: Carrier[],
  mapping: Mapping,
  departed: ReadonlySet<string>,
  next: Map<Carrier, BlockIdentity>,
  newId: () => string,
) {
  // Several places for one id: two people made it (repair-ids.ts), and it is not this transaction's business.
  const oldPlaces = new Map<string, number[]>();
  for (const { node, pos, block } of old) {
    if (!block || node.attrs.id === null) continue;
    const place = mapping.mapResult(pos);
    oldPlaces.set(node.attrs.id, [...(oldPlaces.get(node.attrs.id) ?? []), ...(place.deleted ? [] : [place.pos])]);
  }
  const holders = new Map<string, Carrier[]>();
  const blocks = carriers.filter(({ block }) => block);
  const idOf = (carrier: Carrier): string | null => (next.get(carrier) ?? carrier.node.attrs).id;
  for (const carrier of blocks) {
    const id = idOf(carrier);
    if (id !== null) holders.set(id, [...(holders.get(id) ?? []), carrier]);
  }
  for (const carrier of blocks) {
    const id = idOf(carrier);
    const known = id !== null && (oldPlaces.has(id) || departed.has(id));
    const same = known ? (holders.get(id) ?? []) : [];
    const stayed = same.filter(({ pos }) => oldPlaces.get(id ?? '')?.includes(pos));
    if (stayed.length > 0 ? stayed.includes(carrier) : same[0] === carrier) continue;
    const { mark, degree, outcome } = next.get(carrier) ?? carrier.node.attrs;
    next.set(carrier, { id: newId(), mark, degree, outcome, previousId: null });
  }
}

const key = new PluginKey<ReadonlySet<string>>('blockIds');

/** Ids that were in this text and left it: what is pasted with one of them is a move. */
function departedAfter(departed: ReadonlySet<string>, oldDoc: TextNode, newDoc: TextNode): ReadonlySet<string> {
  if (oldDoc === newDoc) return departed;
  const present = new Set(carriersOf(newDoc).map(({ node }) => node.attrs.id));
  const left = carriersOf(oldDoc)
    .map(({ node }): string | null => node.attrs.id)
    .filter((id): id is string => id !== null && !present.has(id) && !departed.has(id));
  return left.length === 0 ? departed : new Set([...departed, ...left]);
}

const isPaste = (tr: Transaction) => ['paste', 'drop'].includes(tr.getMeta('uiEvent')) || Boolean(tr.getMeta('paste'));

/** What must change so that every block of `newState` has an id of its own, given what `transactions` did; null: nothing. */
export function settleBlocks(
  transactions: readonly Transaction[],
  oldState: EditorState,
  newState: EditorState,
  newId: () => string,
): Transaction | null {
  const old = carriersOf(oldState.doc);
  const carriers = carriersOf(newState.doc);
  const mapping = new Mapping(transactions.flatMap((tr) => tr.mapping.maps));
  const next = new Map<Carrier, BlockIdentity>();
  settleInnerParagraphs(carriers, next);
  settleLifted(old, carriers, mapping, next);
  if (!transactions.some(isPaste)) settleSplits(old, carriers, next);
  settleIds(old, carriers, mapping, key.getState(newState) ?? new Set(), next, newId);
  if (next.size === 0) return null;
  const tr = newState.tr;
  for (const [{ node, pos }, identity] of next) {
    for (const [name, value] of Object.entries(identity))
      if (node.attrs[name] !== value) tr.setNodeAttribute(pos, name, value);
  }
  // The cursor's pending bold or italic must outlive this.
  return tr.setStoredMarks(newState.storedMarks);
}

/** The plugin. It never touches what came from outside: its author has seen to it, or repair-ids.ts will. */
export function createBlockIds(newId: () => string = uuidv4): Plugin {
  return new Plugin<ReadonlySet<string>>({
    key,
    state: {
      init: () => new Set(),
      apply: (tr, departed, oldState, newState) =>
        tr.docChanged ? departedAfter(departed, oldState.doc, newState.doc) : departed,
    },
    appendTransaction(transactions, oldState, newState) {
      if (!transactions.some((tr) => tr.docChanged) || transactions.some((tr) => isFromOutside(rootOf(tr))))
        return null;
      return settleBlocks(transactions, oldState, newState, newId);
    },
  });
}
