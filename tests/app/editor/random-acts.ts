// What a person may do in an editor, by name, with a number that says how: for tests that draw acts at random.
import type { Editor } from '@tiptap/core';
import { joinBackward } from '@tiptap/pm/commands';
import { addColumnAfter, addRowAfter } from '@tiptap/pm/tables';
import fc from 'fast-check';
import type { BlockForm } from '#app/editor/commands.ts';
import { indent, markBlocks, outdent, setForm } from '#app/editor/commands.ts';
import { deleteBlock, insertTable, moveBlock } from '#app/editor/place-commands.ts';
import { run } from './rig.ts';

export type Acts = Record<string, (editor: Editor, dice: number) => void>;

const forms: BlockForm[] = ['article', 'axis', 'objective', 'subheading', 'paragraph', 'bulletList', 'orderedList'];

export const commonActs: Acts = {
  type: (editor, dice) => editor.commands.insertContent(`m${dice} `),
  split: (editor) => editor.commands.keyboardShortcut('Enter'),
  join: (editor) => run(editor, joinBackward),
  form: (editor, dice) => run(editor, setForm(forms[dice % forms.length] ?? 'paragraph')),
  indent: (editor) => run(editor, indent),
  outdent: (editor) => run(editor, outdent),
  move: (editor, dice) => run(editor, moveBlock(dice % 2 ? 1 : -1)),
  mark: (editor, dice) => run(editor, markBlocks(dice % 3 ? 'ACTION' : null, dice % 2 ? 'MUST' : null)),
  remove: (editor) => run(editor, deleteBlock),
  table: (editor, dice) =>
    dice % 4 ? run(editor, addRowAfter) || run(editor, addColumnAfter) : run(editor, insertTable(2, 2)),
  undo: (editor) => editor.commands.undo(),
  redo: (editor) => editor.commands.redo(),
};

/** One act of one of three people, somewhere in the text. */
export const stepOf = (acts: Acts) =>
  fc.record({
    who: fc.nat(2),
    action: fc.constantFrom(...Object.keys(acts)),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    dice: fc.nat(1000),
    /** Whom this one hears from and tells before going on; -1: nobody. */
    meets: fc.integer({ min: -1, max: 2 }),
  });
