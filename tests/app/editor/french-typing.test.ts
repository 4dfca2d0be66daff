// @vitest-environment happy-dom
// French typography while one types, each mending a step of undo of its own.
import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, test } from 'vitest';
import { docOf, openEditor, paragraph } from './rig.ts';

const open: Editor[] = [];
const editorOf = (isOn = true) => {
  const editor = openEditor(docOf([paragraph('')]), { frenchTyping: isOn });
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
const shown = (editor: Editor) => editor.state.doc.textContent.replaceAll('\u00a0', '~');

describe('typed and shown', () => {
  test.each([
    ['"mot"', '«~mot~»'],
    ['le "mot" dit', 'le «~mot~» dit'],
    ['l’"autre" et ("tiers")', 'l’«~autre~» et («~tiers~»)'],
    ['" mot " dit', '«~mot~» dit'],
    ['« mot »', '«~mot~»'],
    ['"a" et "b"', '«~a~» et «~b~»'],
    ['Objet: suite', 'Objet~: suite'],
    ['Objet : suite', 'Objet~: suite'],
    ['Qui? Quoi ! Non; oui', 'Qui~? Quoi~! Non~; oui'],
    ['Vraiment?!', 'Vraiment~?!'],
    ['à 10:30', 'à 10:30'],
    ['ratio 3: oui', 'ratio 3~: oui'],
    ['https://exemple.fr/?a=b;c', 'https://exemple.fr/?a=b;c'],
    ['mailto:a@b.fr', 'mailto:a@b.fr'],
    [': seul', ': seul'],
  ])('%s', (typed, expected) => {
    const editor = editorOf();
    type(editor, typed);
    expect(shown(editor)).toBe(expected);
  });
});

test('one undo gives back what was typed, another takes it', () => {
  const editor = editorOf();
  type(editor, 'dit "');
  expect(shown(editor)).toBe('dit «~');
  editor.commands.undo();
  expect(shown(editor)).toBe('dit "');
  editor.commands.redo();
  expect(shown(editor)).toBe('dit «~');
  type(editor, 'oui:');
  expect(shown(editor)).toBe('dit «~oui~:');
  editor.commands.undo();
  expect(shown(editor)).toBe('dit «~oui:');
});

test('off, everything stays as it was typed', () => {
  const editor = editorOf(false);
  type(editor, '"mot": oui?');
  expect(shown(editor)).toBe('"mot": oui?');
});
