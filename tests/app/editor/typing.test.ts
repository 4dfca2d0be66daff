// @vitest-environment happy-dom
// What typing by itself makes: headings from signs, and steps of undo as long as a word.
import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, test } from 'vitest';
import { docOf, openEditor, paragraph } from './rig.ts';

const open: Editor[] = [];
const editorOf = (...content: ReturnType<typeof paragraph>[]) => {
  const editor = openEditor(docOf(content.length > 0 ? content : [paragraph('')]), { frenchTyping: true });
  open.push(editor);
  return editor;
};
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

/** Types as a browser does: what no plugin takes goes in as it is. */
function type(editor: Editor, words: string) {
  for (const key of words) {
    const { view } = editor;
    const { from, to } = view.state.selection;
    const plain = () => view.state.tr.insertText(key, from, to);
    if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, key, plain))) view.dispatch(plain());
  }
}
const first = (editor: Editor) => {
  const node = editor.state.doc.firstChild;
  return { kind: node?.attrs.kind ?? node?.type.name, words: node?.textContent };
};

describe('signs at the start of a paragraph', () => {
  test.each([
    ['# Objet', 'article'],
    ['## Paysages', 'axis'],
    ['### Terrils', 'objective'],
    ['#### Suivi', 'subheading'],
  ])('« %s » is a heading of its kind', (typed, kind) => {
    const editor = editorOf();
    type(editor, typed);
    expect(first(editor)).toEqual({ kind, words: typed.replace(/^#+ /, '') });
  });

  test('one undo gives the signs back', () => {
    const editor = editorOf();
    type(editor, '## ');
    editor.commands.undo();
    expect(first(editor)).toEqual({ kind: 'paragraph', words: '## ' });
  });

  test.each(['##### trop', 'n° # 3', '#sans blanc'])('« %s » stays what was typed', (typed) => {
    const editor = editorOf();
    type(editor, typed);
    expect(first(editor)).toEqual({ kind: 'paragraph', words: typed });
  });

  test('before words that are there, they turn those into the heading', () => {
    const editor = editorOf(paragraph('Paysages'));
    editor.commands.setTextSelection(1);
    type(editor, '## ');
    expect(first(editor)).toEqual({ kind: 'axis', words: 'Paysages' });
  });
});

test('what was typed is taken back word by word, and comes back so', () => {
  const editor = editorOf();
  type(editor, 'Les partenaires conviennent');
  editor.commands.undo();
  expect(first(editor).words).toBe('Les partenaires ');
  editor.commands.undo();
  expect(first(editor).words).toBe('Les ');
  editor.commands.redo();
  expect(first(editor).words).toBe('Les partenaires ');
});
