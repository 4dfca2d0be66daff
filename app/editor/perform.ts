// Runs a command for a button or a menu: one step of undo of its own, and the cursor back in the text.
import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { undoManagerOf } from './binding/undo.ts';

/** Parts what comes now from what was typed before, so that one undo takes back one of them. */
export function startUndoStep(editor: Editor): void {
  undoManagerOf(editor.state)?.stopCapturing();
}

/** Applies a command; whether it applied. */
export function perform(editor: Editor, command: Command): boolean {
  startUndoStep(editor);
  const done = command(editor.state, editor.view.dispatch, editor.view);
  startUndoStep(editor);
  editor.view.focus();
  return done;
}

/** Whether a command would apply now. */
export const applies = (editor: Editor, command: Command): boolean => command(editor.state);
