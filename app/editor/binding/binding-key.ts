// The key of the plugin that keeps an editor and its shared text in step, and what its state holds.
import { PluginKey, type Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import type { BlocksOf } from './places.ts';
import type { SuggestedRange } from './suggested-ranges.ts';

export interface BindingState {
  /** The editor's transactions that are not in the shared text yet, latest last, as a list from the end. */
  pending: { transaction: Transaction; before: BindingState['pending'] } | null;
  undo: Y.UndoManager;
  /** What of the document is suggested. */
  suggested: readonly SuggestedRange[];
  /** The blocks of the shared text as it is now: read once, not at each key. */
  placesIn: BlocksOf;
}

/** What a transaction carries that the shared text made. */
export interface Shown {
  suggested: readonly SuggestedRange[];
}

export const isShown = (meta: unknown): meta is Shown =>
  typeof meta === 'object' && meta !== null && 'suggested' in meta;

export const bindingKey = new PluginKey<BindingState>('sequence');

/** Whether the shared text made this transaction, and not this person's typing. */
export const isFromOutside = (tr: Transaction): boolean => Boolean(tr.getMeta(bindingKey));
