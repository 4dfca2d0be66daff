// Taking back one's own acts, and no one else's. One act is one step: a word typed without a pause is one, a tool or a key
// that changes the structure is its own.
import type { EditorState } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { bindingKey } from './binding-key.ts';

/** Typing a word (undo-by-word.ts) without a longer pause than this is one step, ms. */
const STEP_MS = 500;

/** Whether a shared type still holds somebody's words. */
function holdsWords(type: Y.AbstractType<unknown>): boolean {
  if (type instanceof Y.Text) return type.length > 0;
  const inner = type instanceof Y.Map ? [...type.values()] : type instanceof Y.Array ? type.toArray() : [];
  return inner.some((value) => value instanceof Y.AbstractType && holdsWords(value));
}

/** The steps of one editor; `origin` is that of its own acts. */
export function createUndoManager(root: Y.Text, origin: unknown): Y.UndoManager {
  return new Y.UndoManager(root, {
    trackedOrigins: new Set([origin]),
    captureTimeout: STEP_MS,
    // A table that one has made stays when somebody else has written in it.
    deleteFilter: ({ content }) => !(content instanceof Y.ContentType && holdsWords(content.type)),
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
