// Keeps ProseMirror in step with the shared text when y-tiptap stumbles (ueberdosis/y-tiptap#48): it compares a cursor
// remembered from an older text with the text of now, and throws out of range. An editor that missed a change would undo
// it with its next keystroke, so: stale places are forgotten, and whatever still fails redraws the whole text.
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { readSelection } from './true-selection.ts';

/** A cursor as y-tiptap keeps it: places in the shared text, and their positions in the ProseMirror text of that moment. */
interface KeptSelection {
  absAnchor: number | null;
  absHead: number | null;
}

const withoutPositions = <Kept extends KeptSelection>(kept: Kept): Kept => ({
  ...kept,
  absAnchor: null,
  absHead: null,
});

/** What this file must know of y-tiptap's ProsemirrorBinding. */
interface Binding {
  type: Y.XmlFragment;
  beforeTransactionSelection: KeptSelection | null;
  doc: Y.Doc;
  beforeAllTransactions: () => void;
  _observeFunction: (events: Y.YEvent<Y.XmlFragment>[], transaction: Y.Transaction) => void;
  _forceRerender(): void;
}

/** Forgets the positions of a kept cursor once the ProseMirror text is another one. */
function forgetStalePositions(binding: Binding, textNow: () => unknown) {
  let kept = binding.beforeTransactionSelection;
  let keptFor = textNow();
  Object.defineProperty(binding, 'beforeTransactionSelection', {
    get: () => (kept && keptFor !== textNow() ? withoutPositions(kept) : kept),
    set(selection: KeptSelection | null) {
      kept = selection;
      keptFor = textNow();
    },
  });
}

/** Where the cursor is kept over a change from elsewhere: where the person sees it, read before the text moves. */
function readSelectionFirst(binding: Binding, read: () => void) {
  const { doc, beforeAllTransactions: keep } = binding;
  const keepSeen = () => {
    if (!doc._transaction?.local) read();
    keep();
  };
  doc.off('beforeAllTransactions', keep);
  doc.on('beforeAllTransactions', keepSeen);
  // y-tiptap takes off what it finds here when the editor goes.
  binding.beforeAllTransactions = keepSeen;
}

/** The plugin; it comes after y-tiptap's own. */
export function createSteadyBinding(): Plugin {
  return new Plugin({
    key: new PluginKey('steadyBinding'),
    view(view) {
      const binding: Binding = ySyncPluginKey.getState(view.state).binding;
      const undoManager: Y.UndoManager = yUndoPluginKey.getState(view.state).undoManager;
      forgetStalePositions(binding, () => view.state.doc);
      readSelectionFirst(binding, () => readSelection(view));
      // A step of undo remembers where the cursor was, in a text that is long gone when it is taken back.
      const forget = ({ stackItem }: { stackItem: { meta: Map<unknown, KeptSelection> } }) => {
        const kept = stackItem.meta.get(binding);
        if (kept) stackItem.meta.set(binding, withoutPositions(kept));
      };
      undoManager.on('stack-item-added', forget);
      const follow = binding._observeFunction;
      const followSteadily: typeof follow = (events, transaction) => {
        try {
          follow(events, transaction);
        } catch {
          binding._forceRerender();
        }
      };
      binding.type.unobserveDeep(follow);
      binding.type.observeDeep(followSteadily);
      // y-tiptap unobserves what it finds here when the editor goes.
      binding._observeFunction = followSteadily;
      return { destroy: () => undoManager.off('stack-item-added', forget) };
    },
  });
}
