// @vitest-environment happy-dom
// A word composed in a table's cell (dead keys, telephone keyboards) is there once and whole, whatever others do to the
// cell, the table and the text meanwhile, and takes nothing of theirs away.
import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow } from '@tiptap/pm/tables';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { setForm } from '#app/editor/commands.ts';
import { deleteBlock, moveBlock } from '#app/editor/place-commands.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import { docOf, exchange, heading, link, openEditor, paragraph, press, putCursor, run } from './rig.ts';

const cell = (words: string) => ({ type: 'tableCell', content: [paragraph(words)] });
const row = (...words: string[]) => ({ type: 'tableRow', content: words.map(cell) });
const start = () => [
  heading('article', 'Objet'),
  paragraph('Avant le tableau.'),
  { type: 'table', content: [row('Action', 'Budget'), row('Cites', 'Somme'), row('Terrils', 'Reste')] },
  paragraph('Après le tableau.'),
];

const open: Editor[] = [];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  for (const editor of open.splice(0)) editor.destroy();
});

function two() {
  const docs = [docOf(start(), 7), quiet(new Y.Doc())] as const;
  docs[0].clientID = 11;
  docs[1].clientID = 12;
  exchange(...docs);
  const editors = docs.map((doc) => openEditor(doc)) as [Editor, Editor];
  open.push(...editors);
  link(...docs);
  return { docs, editors };
}

const type = (editor: Editor, words: string) => {
  const { from, to } = editor.state.selection;
  editor.view.dispatch(editor.state.tr.insertText(words, from, to));
};
const typeAt = (editor: Editor, at: string, words: string) => {
  putCursor(editor, at);
  type(editor, words);
};
const runAt = (editor: Editor, at: string, command: Command) => {
  putCursor(editor, at);
  expect(run(editor, command)).toBe(true);
};
const eraseAt = (editor: Editor, at: string) => {
  putCursor(editor, at);
  const { from } = editor.state.selection;
  editor.view.dispatch(editor.state.tr.delete(from - 1, from));
};
const splitAt = (editor: Editor, at: string) => {
  putCursor(editor, at);
  press(editor, 'Enter');
};
const event = (editor: Editor, name: string) =>
  editor.view.dom.dispatchEvent(new CompositionEvent(name, { bubbles: true, data: '' }));
const wordsOf = (editor: Editor) => editor.state.doc.textContent;

/** Composes « équipe » behind « Somme »; after « éq » the other acts. */
function composeWhile(one: Editor, act: () => void, end: () => void = () => event(one, 'compositionend')) {
  putCursor(one, 'Somme');
  event(one, 'compositionstart');
  let before = '';
  for (const now of ['é', 'éq', 'équ', 'équipe']) {
    const at = one.state.selection.head - before.length;
    expect(one.state.doc.textBetween(at, at + before.length)).toBe(before);
    one.view.dispatch(one.state.tr.insertText(now, at, at + before.length));
    before = now;
    if (now === 'éq') act();
  }
  end();
  vi.advanceTimersByTime(10_000);
}

function expectAgreement({ docs, editors }: ReturnType<typeof two>) {
  const said = textOf(docs[0]).toJSON();
  expect(textOf(docs[1]).toJSON()).toEqual(said);
  for (const editor of editors) expect(editor.getJSON()).toEqual(said);
}

const acts: [string, (other: Editor) => void, string[]][] = [
  ['types before it', (other) => typeAt(other, 'So', 'uu'), ['Souummeéquipe']],
  ['types behind it', (other) => typeAt(other, 'Somme', 'Z'), ['Z']],
  ['deletes before it', (other) => eraseAt(other, 'So'), ['Smmeéquipe']],
  ['splits the cell before it', (other) => splitAt(other, 'So'), ['mmeéquipe']],
  ['makes a list of it', (other) => runAt(other, 'So', setForm('bulletList')), ['Sommeéquipe']],
  [
    'types in the other cells',
    (other) => {
      typeAt(other, 'Budget', ' prévu');
      typeAt(other, 'Reste', ' dû');
    },
    ['Budget prévu', 'Reste dû', 'Sommeéquipe'],
  ],
  [
    'types before and behind the table',
    (other) => {
      typeAt(other, 'Avant', ' et loin');
      typeAt(other, 'Après', ' et loin');
    },
    ['Avant et loin', 'Après et loin', 'Sommeéquipe'],
  ],
  [
    'adds paragraphs before and words in the cell',
    (other) => {
      putCursor(other, 'Avant');
      press(other, 'Enter');
      typeAt(other, 'So', 'uu');
    },
    ['Souummeéquipe'],
  ],
  [
    'adds a row above and types in it',
    (other) => {
      runAt(other, 'Somme', addRowBefore);
      typeAt(other, 'Reste', ' dû');
    },
    ['Sommeéquipe', 'Reste dû'],
  ],
  ['adds a column before it', (other) => runAt(other, 'Somme', addColumnBefore), ['Sommeéquipe']],
  ['takes the next row away', (other) => runAt(other, 'Reste', deleteRow), ['Sommeéquipe']],
  ['moves the paragraph above below the table', (other) => runAt(other, 'Avant', moveBlock(1)), ['Sommeéquipe']],
];

describe('a word composed in a cell', () => {
  test.each(acts)('is whole and there once where somebody %s', (_name, act, found) => {
    const pair = two();
    const [one, other] = pair.editors;
    composeWhile(one, () => act(other));
    expect(wordsOf(one).split('équipe')).toHaveLength(2);
    for (const words of found) expect(wordsOf(one)).toContain(words);
    const { $head } = one.state.selection;
    expect($head.parent.textBetween(0, $head.parentOffset)).toMatch(/équipeZ?$/);
    expectAgreement(pair);
  });

  test('holds its own cell back and nothing else', () => {
    const pair = two();
    const [one, other] = pair.editors;
    composeWhile(one, () => {
      typeAt(other, 'Avant', ' et loin');
      typeAt(other, 'Reste', ' dû');
      expect(wordsOf(one)).toContain('Avant et loin');
      expect(wordsOf(one)).toContain('Reste dû');
      typeAt(other, 'So', 'uu');
      expect(wordsOf(one)).toContain('Sommeéq');
    });
    expectAgreement(pair);
  });

  test.each<[string, Command]>([
    ['the column', deleteColumn],
    ['the row', deleteRow],
    ['the table', deleteBlock],
  ])('leaves a sound text where somebody takes away %s', (_name, command) => {
    const pair = two();
    const [one, other] = pair.editors;
    putCursor(one, 'Somme');
    event(one, 'compositionstart');
    type(one, 'é');
    runAt(other, 'Somme', command);
    event(one, 'compositionend');
    vi.advanceTimersByTime(10_000);
    expect(wordsOf(one)).not.toContain('Somme');
    type(one, 'q');
    expectAgreement(pair);
  });

  test('takes nothing away from others when a row is added before their words are shown', () => {
    const pair = two();
    const [one, other] = pair.editors;
    composeWhile(
      one,
      () => {
        typeAt(other, 'Cites', ' minières');
        typeAt(other, 'So', 'uu');
        typeAt(other, 'Terrils', ' jumeaux');
        runAt(other, 'Terrils', addRowAfter);
        runAt(other, 'Action', addRowAfter);
      },
      () => void run(one, addRowAfter),
    );
    for (const words of ['Cites minières', 'Souummeéquipe', 'Terrils jumeaux']) expect(wordsOf(one)).toContain(words);
    const rows = one.state.doc.children.find(({ type }) => type.name === 'table')?.childCount;
    expect(rows).toBe(6);
    expectAgreement(pair);
  });
});
