// The editor's extension that binds it to a shared text: what it starts with, what keeps the two in step, and the keys of
// undo and redo.
import { Extension } from '@tiptap/core';
import type * as Y from 'yjs';
import { Binding, type Suggesting } from './binding.ts';
import { undoManagerOf } from './undo.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sequenceEditing: {
      /** Takes back this person's last act. */
      undo: () => ReturnType;
      redo: () => ReturnType;
    };
  }
}

/** The extension; `text` is the sequence. */
export function createSequenceEditing(text: Y.Text, suggesting: Suggesting) {
  let binding: Binding | null = null;
  return Extension.create({
    name: 'sequenceEditing',
    priority: 1000,
    onBeforeCreate() {
      binding = new Binding(text, this.editor.schema, suggesting);
      Object.assign(this.editor.options, { content: binding.read() });
    },
    addProseMirrorPlugins() {
      return binding ? [binding.plugin()] : [];
    },
    addCommands() {
      const step =
        (direction: 'undo' | 'redo') =>
        () =>
        ({
          state,
          dispatch,
          tr,
        }: {
          state: Parameters<typeof undoManagerOf>[0];
          dispatch?: unknown;
          tr: { setMeta(key: string, value: unknown): unknown };
        }) => {
          const manager = undoManagerOf(state);
          const stack = direction === 'undo' ? manager?.undoStack : manager?.redoStack;
          if (!manager || !stack || stack.length === 0) return false;
          if (!dispatch) return true;
          // The text changes by the undo itself; this command's own transaction is not to be applied over it.
          tr.setMeta('preventDispatch', true);
          binding?.step(direction);
          return true;
        };
      return { undo: step('undo'), redo: step('redo') };
    },
    addKeyboardShortcuts() {
      const undo = () => this.editor.commands.undo();
      const redo = () => this.editor.commands.redo();
      return { 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo, 'Mod-я': undo, 'Shift-Mod-я': redo };
    },
  });
}
