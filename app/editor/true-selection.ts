// The cursor stays where it was just put. A click or a key moves the browser's selection at once, and ProseMirror hears of it
// a moment later: what is drawn between the two (somebody's words, somebody's cursor) would put the cursor back, and a
// shortcut pressed between the two would act on the selection of before.
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { readSelection } from './binding/read-selection.ts';

/** The code of a key that an input method keeps for itself. */
const COMPOSING_KEY = 229;

const beforeKeys = () =>
  new Plugin({
    key: new PluginKey('trueSelection'),
    props: {
      handleDOMEvents: {
        keydown(view, { keyCode }) {
          if (keyCode !== COMPOSING_KEY) readSelection(view);
          return false;
        },
      },
    },
  });

/** The extension: what changes neither text nor selection (cursors, colours) leaves the cursor where the person sees it. */
export const TrueSelection = Extension.create({
  name: 'trueSelection',
  addProseMirrorPlugins: () => [beforeKeys()],
  dispatchTransaction({ transaction, next }) {
    const { view } = this.editor;
    if (!transaction.docChanged && !transaction.selectionSet) {
      const known = view.state.selection;
      readSelection(view);
      if (!view.state.selection.eq(known)) transaction.setSelection(view.state.selection);
    }
    next(transaction);
  },
});
