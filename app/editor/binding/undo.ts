// Taking back one's own acts, and no one else's. One act is one step: a word typed without a pause is one, a tool or a key
// that changes the structure is its own.
import type { EditorState } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { insertionBehind } from '#domain/suggestions/inserted-words.ts';
import { COME, plainBlock } from '#domain/texts/text-grammar.ts';
import { bindingKey } from './binding-key.ts';
import type { OwnSuggestions } from './suggested-edits.ts';

/** Typing a word (undo-by-word.ts) without a longer pause than this is one step, ms. */
const STEP_MS = 500;

/** Whether a shared type still holds somebody's words. */
function holdsWords(type: Y.AbstractType<unknown>): boolean {
  if (type instanceof Y.Text) return type.length > 0;
  const inner = type instanceof Y.Map ? [...type.values()] : type instanceof Y.Array ? type.toArray() : [];
  return inner.some((value) => value instanceof Y.AbstractType && holdsWords(value));
}

/** Whether an item is suggested by this person still: accepted meanwhile, it is the text's, and no undo takes it away. */
function isSuggestedBy(own: OwnSuggestions, item: Y.Item): boolean {
  const isOwn = (id: unknown) => typeof id === 'string' && own.has(id);
  // It goes with its block, never before it: a block without is accepted.
  if (item.parentSub === COME) return false;
  if (item.parentSub !== null) {
    const marker = item.parent as Y.AbstractType<unknown>;
    return !Object.hasOwn(plainBlock, item.parentSub) || (marker instanceof Y.Map && isOwn(marker.get(COME)));
  }
  if (item.content instanceof Y.ContentType)
    return item.content.type instanceof Y.Map && isOwn(item.content.type.get(COME));
  return !(item.content instanceof Y.ContentString) || isOwn(insertionBehind(item));
}

/** Whether what an item names as its right neighbour stands behind it. */
function isInOrder({ rightOrigin, parentSub, right }: Y.Item, { store }: Y.Doc): boolean {
  if (!rightOrigin || parentSub !== null) return true;
  const named = Y.getItem(store, rightOrigin);
  let at = right;
  while (at && at !== named) at = at.right;
  return at !== null;
}

/** Has an item name as its neighbours those it came between: what its writer has added since stood in no one's way. */
function nameNeighbours(item: Y.Item): void {
  const cameLater = ({ id }: Y.Item) => id.client === item.id.client && id.clock > item.id.clock;
  let { left, right } = item;
  while (left && cameLater(left)) left = left.left;
  while (right && cameLater(right)) right = right.right;
  item.origin = left?.lastId ?? null;
  item.rightOrigin = right?.id ?? null;
}

/**
 * Yjs puts what comes back between what its two neighbours have become since, each followed for itself: the right one may stand
 * before the left one, or be the same. Others would not find its place, and the server refuses it; named anew before it leaves, it
 * is an ordinary insertion.
 */
const placeRedone = ({ origin, afterState, beforeState, doc }: Y.Transaction): void => {
  if (!(origin instanceof Y.UndoManager)) return;
  for (const [client, clock] of afterState) {
    const before = beforeState.get(client) ?? 0;
    const structs = clock > before ? (doc.store.clients.get(client) ?? []) : [];
    const added = structs.length > 0 ? structs.slice(Y.findIndexSS(structs, before)) : [];
    for (const item of added) if (item instanceof Y.Item && !isInOrder(item, doc)) nameNeighbours(item);
  }
};

/** Sees to it that steps taken back in a document are ones that everybody can follow, and that none throws. */
export function keepUndoable(doc: Y.Doc): void {
  // Tables and cells that went stay, without their words: Yjs throws where it looks for the place in one that is quite gone.
  doc.gcFilter = ({ content }) => !(content instanceof Y.ContentType);
  doc.on('beforeObserverCalls', placeRedone);
}

/** The steps of one editor; `origin` is that of its own acts; `only`: the suggestions of who may do nothing but suggest. */
export function createUndoManager(
  root: Y.Text,
  origin: unknown,
  only: () => OwnSuggestions | null = () => null,
): Y.UndoManager {
  if (root.doc) keepUndoable(root.doc);
  return new Y.UndoManager(root, {
    trackedOrigins: new Set([origin]),
    captureTimeout: STEP_MS,
    // A table that one has made stays when somebody else has written in it.
    deleteFilter(item) {
      const own = only();
      if (own && !isSuggestedBy(own, item)) return false;
      return !(item.content instanceof Y.ContentType && holdsWords(item.content.type));
    },
  });
}

/** The steps of the editor of this state. */
export const undoManagerOf = (state: EditorState): Y.UndoManager | null => bindingKey.getState(state)?.undo ?? null;

/** Where a step that was taken back, or done again, left off: behind what came back, else where something went. */
export function placeAfterUndo(transaction: Y.Transaction): { text: Y.Text; index: number } | null {
  let last: { text: Y.Text; index: number } | null = null;
  for (const type of transaction.changed.keys()) {
    if (!(type instanceof Y.Text)) continue;
    const index = lastChangeIn(type, transaction);
    if (index !== null) last = { text: type, index };
  }
  return last;
}

function lastChangeIn(text: Y.Text, { beforeState, deleteSet }: Y.Transaction): number | null {
  let came: number | null = null;
  let went: number | null = null;
  let index = 0;
  for (let item = text._start; item; item = item.right) {
    const isNew = item.id.clock >= (beforeState.get(item.id.client) ?? 0);
    if (item.deleted) {
      if (!isNew && item.countable && Y.isDeleted(deleteSet, item.id)) went = index;
    } else if (item.countable) {
      index += item.length;
      if (isNew) came = index;
    }
  }
  return came ?? went;
}
