// @vitest-environment happy-dom
// Words looked for in the text that is open, and others put in their place.
import type { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';
import { endFinding, find, moveFinding, readFinding, replaceFound } from '#app/editor/finding.ts';
import { foldedUnits, matchesOf } from '#app/texts/matches.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { blocks, bullets, docOf, editorOf, heading, item, openEditor, paragraph } from './rig.ts';

const open: Editor[] = [];
const keep = (editor: Editor) => {
  open.push(editor);
  return editor;
};
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

const aText = () => [
  heading('article', 'L’Élu et la cité', { id: 'h' }),
  paragraph('Les élus, les ELUS et l’elu.', { id: 'p' }),
  bullets(item('Un élu', { id: 'l' })),
];

const shown = (editor: Editor) => {
  const { places, current } = readFinding(editor.state);
  return { words: places.map(({ from, to }) => editor.state.doc.textBetween(from, to)), current };
};

test('every place is found whatever the accents and capitals, also when signs are of several units', () => {
  const places = (text: string, words: string) =>
    matchesOf(foldedUnits(text), foldedUnits(words)).map(([from, to]) => text.slice(from, to));
  expect(places('😀 Élu, élu ÉLU ﬁn', 'elu')).toEqual(['Élu', 'élu', 'ÉLU']);
  expect(places("l’eau : l'eau", "l'eau :")).toEqual(['l’eau :']);
  expect(places('İstanbul ßẞ', 'stan')).toEqual(['stan']);
  expect(places('aaaa', 'aa')).toEqual(['aa', 'aa']);
  for (const none of ['', '   ', 'é'.repeat(50)]) expect(places('Élu, aaa', none)).toEqual([]);
});

test('places are walked around, and what is looked for follows an edit', () => {
  const editor = keep(editorOf(aText()));
  find(editor, 'elu');
  expect(shown(editor)).toEqual({ words: ['Élu', 'élu', 'ELU', 'elu', 'élu'], current: 0 });
  moveFinding(editor, -1);
  expect(shown(editor).current).toBe(4);
  moveFinding(editor, 1);
  moveFinding(editor, 1);
  expect(shown(editor).current).toBe(1);
  editor.view.dispatch(editor.state.tr.insertText('Un autre élu. ', 2));
  expect(shown(editor)).toMatchObject({ current: 2 });
  expect(shown(editor).words).toHaveLength(6);
  endFinding(editor);
  expect(shown(editor).words).toEqual([]);
  const { from, to } = editor.state.selection;
  expect(editor.state.doc.textBetween(from, to)).toBe('élu');
});

test('one place is replaced, then all the others, each as one step of undo, in the shared text too', () => {
  const doc = docOf(aText());
  const editor = keep(openEditor(doc));
  find(editor, 'elu');
  moveFinding(editor, 1);
  expect(replaceFound(editor, 'agent', false)).toBe(1);
  expect(blocks(editor)[1]).toContain('Les agents, les ELUS et l’elu.');
  expect(replaceFound(editor, 'agent', true)).toBe(4);
  const replaced = ['L’agent et la cité', 'Les agents, les agentS et l’agent.', 'Un agent'];
  expect(blocks(editor).map((line) => line.split(' ').slice(2).join(' '))).toEqual(replaced);
  expect(textOf(doc).textBetween(0, textOf(doc).content.size, '|')).toBe(replaced.join('|').replace('|Un', '|Un'));
  editor.commands.undo();
  expect(blocks(editor)[1]).toContain('Les agents, les ELUS et l’elu.');
  editor.commands.undo();
  expect(blocks(editor)[1]).toContain('Les élus, les ELUS et l’elu.');
  expect(replaceFound(editor, '', true)).toBe(5);
  expect(blocks(editor)[1]).toContain('Les s, les S et l’.');
});

test('who may only read finds, and replaces nothing', () => {
  const editor = keep(openEditor(docOf(aText()), { mayWrite: false }));
  find(editor, 'elu');
  expect(shown(editor).words).toHaveLength(5);
  replaceFound(editor, 'agent', true);
  expect(blocks(editor)[1]).toContain('Les élus');
});
