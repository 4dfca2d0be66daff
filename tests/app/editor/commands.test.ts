// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { anchorOfSelection, placeOfThread } from '#app/editor/anchors.ts';
import { blockChoices } from '#app/editor/block-choices.ts';
import { currentForm, markBlocks, setForm } from '#app/editor/commands.ts';
import { perform } from '#app/editor/perform.ts';
import { deleteBlock, insertTable } from '#app/editor/place-commands.ts';
import { locateStretch } from '#domain/discussions/comment-marks.ts';
import { blocksOf } from '#domain/texts/text-schema.ts';
import { blocks, bullets, docOf, editorOf, heading, idOf, item, openEditor, paragraph, putCursor, run } from './rig.ts';

// The office's computers; what reads the platform reads it once, when it is loaded.
vi.hoisted(() => Object.defineProperty(navigator, 'platform', { value: 'Win32' }));

const open: Editor[] = [];
const keep = (editor: Editor) => {
  open.push(editor);
  return editor;
};
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

/** Presses a key in the text; whether the editor took it. */
function press(editor: Editor, key: string, options: Partial<KeyboardEventInit> & { keyCode?: number } = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options });
  if (options.keyCode) Object.defineProperty(event, 'keyCode', { value: options.keyCode });
  editor.view.dom.dispatchEvent(event);
  return event.defaultPrevented;
}

describe('forms', () => {
  test('several blocks become one list, and join the list before them', () => {
    const editor = keep(
      editorOf([bullets(item('Zéro', { id: 'l0' })), paragraph('Un', { id: 'p1' }), paragraph('Deux', { id: 'p2' })]),
    );
    const end = editor.state.doc.content.size - 1;
    putCursor(editor, 'Un', 'before');
    editor.commands.setTextSelection({ from: editor.state.selection.from, to: end });
    expect(run(editor, setForm('bulletList'))).toBe(true);
    expect(blocks(editor)).toEqual(['listItem l0 Zéro', 'listItem p1 Un', 'listItem p2 Deux']);
    expect(editor.state.doc.childCount).toBe(1);
  });

  test('a nested item made a heading leaves its lists', () => {
    const editor = keep(editorOf([bullets(item('Un', { id: 'l1' }, [bullets(item('Dedans', { id: 'l2' }))]))]));
    putCursor(editor, 'Dedans');
    expect(run(editor, setForm('objective'))).toBe(true);
    expect(blocks(editor)).toEqual(['listItem l1 Un', 'objective l2 Dedans']);
  });

  test('a cell holds paragraphs and lists, never a heading', () => {
    const editor = keep(editorOf([paragraph('', { id: 'p' })]));
    run(editor, insertTable(2, 2));
    expect(run(editor, setForm('article'))).toBe(false);
    expect(run(editor, setForm('bulletList'))).toBe(true);
    expect(currentForm(editor.state)).toBe('bulletList');
    expect(run(editor, setForm('paragraph'))).toBe(true);
    expect(currentForm(editor.state)).toBe('paragraph');
    expect(blocks(editor).filter((line) => line.startsWith('table'))).toHaveLength(1);
  });

  test('a table at the end of a text leaves a place to write after it', () => {
    const editor = keep(editorOf([paragraph('Fin', { id: 'p' })]));
    run(editor, insertTable(3, 3));
    expect(editor.state.doc.children.map(({ type }) => type.name)).toEqual(['paragraph', 'table', 'paragraph']);
    expect(editor.state.doc.child(1).child(0).child(0).type.name).toBe('tableHeader');
    expect(run(editor, insertTable(2, 2))).toBe(false);
  });
});

describe('deleting a block', () => {
  test('the last item takes its list along, and the last block leaves an empty text', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: 'p' }), bullets(item('Seul', { id: 'l' }))]));
    putCursor(editor, 'Seul');
    run(editor, deleteBlock);
    expect(blocks(editor)).toEqual(['paragraph p Avant']);
    run(editor, deleteBlock);
    expect(editor.state.doc.childCount).toBe(1);
    expect(editor.state.doc.textContent).toBe('');
  });
});

describe('undo', () => {
  test('a button’s act is one step, apart from the typing around it', () => {
    const editor = keep(editorOf([paragraph('Un', { id: 'p' })]));
    putCursor(editor, 'Un');
    editor.commands.insertContent(' deux');
    perform(editor, setForm('article'));
    editor.commands.insertContent(' trois');
    editor.commands.undo();
    expect(blocks(editor)).toEqual(['article p Un deux']);
    editor.commands.undo();
    expect(blocks(editor)).toEqual(['paragraph p Un deux']);
    editor.commands.undo();
    expect(blocks(editor)).toEqual(['paragraph p Un']);
    editor.commands.redo();
    expect(blocks(editor)).toEqual(['paragraph p Un deux']);
  });
});

describe('the menu of a block', () => {
  test('proposes the degree that the sentence announces', () => {
    const editor = keep(editorOf([paragraph('L’association s’engage à transmettre ses comptes.', { id: 'p' })]));
    expect(blockChoices(editor.state)).toMatchObject({
      id: idOf('p'),
      mark: null,
      suggestedDegree: 'COMMITS',
      numbered: null,
    });
    run(editor, markBlocks('OBLIGATION', 'COMMITS'));
    expect(blockChoices(editor.state)).toMatchObject({ mark: 'OBLIGATION', degree: 'COMMITS' });
  });

  test('knows the number that a heading carries', () => {
    const editor = keep(
      editorOf([heading('axis', 'Un', { id: 'x' }), heading('objective', 'Deux', { id: 'o', startAt: 4 })]),
    );
    putCursor(editor, 'Deux');
    expect(blockChoices(editor.state)).toMatchObject({ form: 'objective', numbered: true, startAt: 4, number: 4 });
  });
});

describe('keys', () => {
  test('Tab leaves the text, except in lists and tables', () => {
    const editor = keep(
      editorOf([paragraph('Un', { id: 'p' }), bullets(item('Premier', { id: 'a' }), item('Second', { id: 'b' }))]),
    );
    putCursor(editor, 'Un');
    expect(press(editor, 'Tab')).toBe(false);
    expect(press(editor, 'Tab', { shiftKey: true })).toBe(false);
    putCursor(editor, 'Premier');
    expect(press(editor, 'Tab')).toBe(true);
    putCursor(editor, 'Second');
    press(editor, 'Tab');
    expect(editor.state.doc.child(1).childCount).toBe(1);
    press(editor, 'Tab', { shiftKey: true });
    expect(editor.state.doc.child(1).childCount).toBe(2);
  });

  test('AltGr types @ and # on a French keyboard: Windows says Ctrl + Alt, and nothing takes it', () => {
    const editor = keep(editorOf([heading('article', 'Un', { id: 'p' })]));
    putCursor(editor, 'Un');
    for (const [key, keyCode] of [
      ['@', 48],
      ['#', 51],
      ['€', 69],
      ['{', 52],
    ] as const)
      expect(press(editor, key, { ctrlKey: true, altKey: true, keyCode })).toBe(false);
    expect(blocks(editor)).toEqual(['article p Un']);
  });

  test('the keys of the page are asked of the page, also where one only reads', () => {
    const heard: string[] = [];
    const requests = {
      comment: () => heard.push('comment'),
      openBlockMenu: () => heard.push('menu'),
      showShortcuts: () => heard.push('keys'),
      editLink: () => heard.push('link'),
    };
    for (const mayWrite of [true, false]) {
      const editor = keep(openEditor(docOf([paragraph('Un', { id: 'p' })]), { mayWrite, requests }));
      press(editor, 'm', { ctrlKey: true, altKey: true });
      press(editor, 'Enter', { altKey: true });
      press(editor, 'F1', { altKey: true });
      press(editor, 'k', { ctrlKey: true });
    }
    expect(heard).toEqual(['comment', 'menu', 'keys', 'link', 'comment', 'menu', 'keys']);
  });
});

describe('what a comment is about', () => {
  const text = () => [
    paragraph('Le comité se réunit. Le comité décide.', { id: 'p' }),
    bullets(item('Un point', { id: 'l1' }, [bullets(item('Dedans', { id: 'l2' }))])),
  ];

  test('the selected words, with enough around them for the server to find the same place', () => {
    const editor = keep(editorOf(text()));
    editor.commands.setTextSelection({ from: 25, to: 31 });
    const found = anchorOfSelection(editor.state);
    expect(found?.anchor).toEqual({
      blockId: idOf('p'),
      quotation: 'comité',
      prefix: 'Le comité se réunit. Le ',
      suffix: ' décide.',
    });
    expect(editor.state.doc.textBetween(found?.from ?? 0, found?.to ?? 0)).toBe('comité');
    const words = blocksOf(editor.state.doc)[0]?.text ?? '';
    expect(found && locateStretch(words, found.anchor)).toEqual([24, 30]);
  });

  test('without a selection, the whole block; across blocks, the words of the first', () => {
    const editor = keep(editorOf(text()));
    putCursor(editor, 'Dedans');
    expect(anchorOfSelection(editor.state)?.anchor).toEqual({
      blockId: idOf('l2'),
      quotation: '',
      prefix: '',
      suffix: '',
    });
    putCursor(editor, 'point', 'before');
    editor.commands.setTextSelection({ from: editor.state.selection.from, to: editor.state.doc.content.size - 3 });
    expect(anchorOfSelection(editor.state)?.anchor).toMatchObject({
      blockId: idOf('l1'),
      quotation: 'point',
      prefix: 'Un ',
    });
  });

  test('a thread is found wherever its mark is, also under another', () => {
    const mark = (threadId: string) => ({ type: 'comment', attrs: { threadId } });
    const editor = keep(
      editorOf([
        {
          type: 'paragraph',
          attrs: { id: idOf('p') },
          content: [
            { type: 'text', text: 'ab', marks: [mark(idOf('t1'))] },
            { type: 'text', text: 'cd', marks: [mark(idOf('t1')), mark(idOf('t2'))] },
            { type: 'text', text: 'ef', marks: [mark(idOf('t2'))] },
          ],
        },
      ]),
    );
    expect(placeOfThread(editor.state.doc, idOf('t1'))).toEqual({ from: 1, to: 5 });
    expect(placeOfThread(editor.state.doc, idOf('t2'))).toEqual({ from: 3, to: 7 });
    expect(placeOfThread(editor.state.doc, idOf('t3'))).toBeNull();
  });
});
