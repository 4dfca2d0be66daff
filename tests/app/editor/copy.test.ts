// @vitest-environment happy-dom
// What is copied out of a text says its numbers, once; pasted back, the text counts them again.
import type { Editor } from '@tiptap/core';
import { AllSelection, TextSelection } from '@tiptap/pm/state';
import { afterEach, describe, expect, test } from 'vitest';
import { outlineOf } from '../../clipboards/outline.ts';
import { bullets, docOf, heading, item, openEditor, paragraph, putCursor } from './rig.ts';

const open: Editor[] = [];
const editorOf = (content = whole) => {
  const editor = openEditor(docOf(content));
  open.push(editor);
  return editor;
};
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

const whole = [
  heading('article', 'Objet', { id: 'a1' }),
  paragraph('Agir.', { id: 'p1' }),
  heading('article', 'Suivi', { id: 'a2' }),
  heading('axis', 'Coopérer', { id: 'x1' }),
  heading('objective', 'Se réunir', { id: 'o1' }),
  heading('subheading', 'Calendrier', { id: 's1' }),
  bullets(item('Un', { id: 'l1' })),
];

const copied = ({ view, state }: Editor) => {
  const { dom, text } = view.serializeForClipboard(state.selection.content());
  return {
    html: dom.innerHTML,
    text,
    words: [...dom.querySelectorAll('h1, h2, h3, h4')].map((one) => `${one.tagName} ${one.textContent}`),
  };
};
const selectAll = (editor: Editor) =>
  editor.view.dispatch(editor.state.tr.setSelection(new AllSelection(editor.state.doc)));

/** Selects from the first words to the last. */
function selectFrom(editor: Editor, first: string, last: string) {
  putCursor(editor, first, 'before');
  const from = editor.state.selection.from;
  putCursor(editor, last);
  editor.view.dispatch(
    editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, editor.state.selection.to)),
  );
}

describe('the computed numbers go along', () => {
  test('as words and as HTML, with the level of each heading', () => {
    const editor = editorOf();
    selectAll(editor);
    expect(copied(editor).words).toEqual([
      'H1 Article\u00a01\u00a0: Objet',
      'H1 Article\u00a02\u00a0: Suivi',
      'H2 Objectif stratégique\u00a01\u00a0: Coopérer',
      'H3 1.1 Se réunir',
      'H4 Calendrier',
    ]);
    expect(copied(editor).text.split('\n\n')).toEqual([
      'Article\u00a01\u00a0: Objet',
      'Agir.',
      'Article\u00a02\u00a0: Suivi',
      'Objectif stratégique\u00a01\u00a0: Coopérer',
      '1.1 Se réunir',
      'Calendrier',
      'Un',
    ]);
  });

  test('of what is selected, counted in the whole text', () => {
    const editor = editorOf();
    selectFrom(editor, 'Suivi', 'Coopérer');
    expect(copied(editor).text).toBe('Article\u00a02\u00a0: Suivi\n\nObjectif stratégique\u00a01\u00a0: Coopérer');
  });

  test('not of a heading of which a part is selected', () => {
    const editor = editorOf();
    selectFrom(editor, 'ivi', 'Coopérer');
    expect(copied(editor).words).toEqual(['H1 ivi', 'H2 Objectif stratégique\u00a01\u00a0: Coopérer']);
    putCursor(editor, 'Obj', 'around');
    expect(copied(editor).text).toBe('Obj');
    putCursor(editor, 'Objet', 'around');
    expect(copied(editor).text).toBe('Article\u00a01\u00a0: Objet');
  });
});

test('pasted back, they are counted again and never imposed', async () => {
  const editor = editorOf();
  selectAll(editor);
  const { html } = copied(editor);
  const other = editorOf([heading('article', 'Avant', { id: 'b' }), paragraph('', { id: 'c' })]);
  other.commands.setTextSelection(other.state.doc.content.size - 1);
  other.view.pasteHTML(html, new Event('paste') as ClipboardEvent);
  await Promise.resolve();
  expect(outlineOf(other.getJSON().content)).toEqual([
    'article Avant',
    'article Objet',
    'Agir.',
    'article Suivi',
    'axis Coopérer',
    'objective Se réunir',
    'subheading Calendrier',
    '• Un',
  ]);
  selectAll(other);
  expect(copied(other).words.slice(0, 3)).toEqual([
    'H1 Article\u00a01\u00a0: Avant',
    'H1 Article\u00a02\u00a0: Objet',
    'H1 Article\u00a03\u00a0: Suivi',
  ]);
});

test('gone through a program that keeps the words alone, they are counted again too', async () => {
  const editor = editorOf();
  selectAll(editor);
  const { html } = copied(editor);
  const there = html.replace(/ data-[\w-]+="[^"]*"/g, '').replace(/<\/?span>/g, '');
  const other = editorOf([paragraph('', { id: 'c' })]);
  other.view.pasteHTML(there, new Event('paste') as ClipboardEvent);
  await Promise.resolve();
  expect(outlineOf(other.getJSON().content).slice(0, 5)).toEqual([
    'article Objet',
    'Agir.',
    'article Suivi',
    'axis Coopérer',
    'objective Se réunir',
  ]);
});
