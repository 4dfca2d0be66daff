// Typing is taken back word by word: a word begun is a step begun. Deleting, pasting and the tools have their own steps.
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { undoManagerOf } from './binding/undo.ts';

const BLANK = /[\s\u00a0\u202f]$/;

export const createUndoByWord = (): Plugin =>
  new Plugin({
    key: new PluginKey('undoByWord'),
    props: {
      handleTextInput(view, from, _to, typed) {
        const $from = view.state.doc.resolve(from);
        const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
        if (!view.composing && !BLANK.test(typed) && BLANK.test(before)) undoManagerOf(view.state)?.stopCapturing();
        return false;
      },
    },
  });
