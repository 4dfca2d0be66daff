// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { markBlocks, setForm, setNumbered, setStartAt } from '#app/editor/commands.ts';
import { outlineOf } from '#app/editor/outline.ts';
import { absentText } from '#app/editor/words.ts';
import { absentArticles, blocksOf } from '#domain/texts/text-schema.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import {
  bullets,
  docOf,
  editorOf,
  exchange,
  heading,
  idOf,
  item,
  link,
  openEditor,
  paragraph,
  putCursor,
  run,
} from './rig.ts';

const open: Editor[] = [];
const keep = (editor: Editor) => {
  open.push(editor);
  return editor;
};
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

const text = () => [
  heading('article', 'Objet', { id: 'a1' }),
  paragraph('Un paragraphe', { id: 'p1' }),
  heading('axis', 'Paysages', { id: 'x1' }),
  heading('objective', 'Armature', { id: 'o1' }),
  bullets(item('Un point', { id: 'l1', mark: 'ACTION', degree: 'MAY' })),
  heading('axis', 'Priorité', { id: 'x0', numbered: false }),
  heading('objective', 'Sans numéro', { id: 'o0' }),
  heading('article', 'Suivi', { id: 'a8', startAt: 8 }),
  heading('subheading', 'Comité', { id: 's1' }),
];

/** Each heading as it is shown: number and words. */
const shown = (editor: Editor) =>
  [...editor.view.dom.querySelectorAll<HTMLElement>('h2, h3, h4, h5')].map(({ dataset, textContent }) =>
    [dataset.number?.replaceAll('\u00a0', ' '), textContent].filter(Boolean).join(' | '),
  );

test('headings carry the numbers that follow from their place', () => {
  const editor = keep(editorOf(text()));
  expect(shown(editor)).toEqual([
    'Article 1 | Objet',
    'Objectif stratégique 1 | Paysages',
    '1.1 | Armature',
    'Priorité',
    'Sans numéro',
    'Article 8 | Suivi',
    'Comité',
  ]);
});

test('the outline says which articles are absent, where they would be, as the API counts them', () => {
  const editor = keep(editorOf(text()));
  const [gap] = outlineOf(editor.state).filter(({ absent }) => absent !== null);
  expect(gap?.id).toBe(idOf('a8'));
  expect(gap?.absent && absentText(gap.absent).replaceAll('\u00a0', ' ')).toBe('Clause absente : articles 2 à 7');
  expect(absentArticles(blocksOf(editor.state.doc))).toEqual([2, 3, 4, 5, 6, 7]);
  expect(absentText([4, 4]).replaceAll('\u00a0', ' ')).toBe('Clause absente : article 4');
});

test('typing in a paragraph changes nothing of the outline, typing in a heading only its words', () => {
  const editor = keep(editorOf(text()));
  const before = outlineOf(editor.state);
  putCursor(editor, 'Un para');
  editor.commands.insertContent('XX');
  expect(outlineOf(editor.state)).toBe(before);
  putCursor(editor, 'Armat');
  editor.commands.insertContent('X');
  expect(outlineOf(editor.state)).not.toBe(before);
  expect(outlineOf(editor.state).map(({ title }) => title)).toContain('ArmatXure');
  expect(shown(editor)[2]).toBe('1.1 | ArmatXure');
});

test('a heading out of the count, or with an imposed number, moves the others', () => {
  const editor = keep(editorOf(text()));
  putCursor(editor, 'Objet');
  run(editor, setNumbered(false));
  expect(shown(editor).slice(0, 2)).toEqual(['Objet', 'Objectif stratégique 1 | Paysages']);
  putCursor(editor, 'Paysages');
  run(editor, setStartAt(3));
  expect(shown(editor).slice(1, 3)).toEqual(['Objectif stratégique 3 | Paysages', '3.1 | Armature']);
  run(editor, setStartAt(null));
  run(editor, setForm('paragraph'));
  expect(shown(editor)).toEqual(['Objet', 'Armature', 'Priorité', 'Sans numéro', 'Article 8 | Suivi', 'Comité']);
});

test('a promise is shown in words, and goes with its mark', () => {
  const editor = keep(editorOf(text()));
  const badges = () =>
    [...editor.view.dom.querySelectorAll<HTMLElement>('[data-badge]')].map(({ dataset }) => dataset.badge);
  expect(badges()).toEqual(['Action · pourra']);
  putCursor(editor, 'Un paragraphe');
  run(editor, markBlocks('OBLIGATION', 'COMMITS'));
  expect(badges()).toEqual(['Obligation · s’engage', 'Action · pourra']);
  run(editor, markBlocks('DELIVERABLE', null));
  expect(badges()).toEqual(['Livrable', 'Action · pourra']);
  putCursor(editor, 'Un point');
  run(editor, markBlocks(null, null));
  expect(badges()).toEqual(['Livrable']);
});

test('numbers follow what others write', () => {
  const one = docOf(text());
  const two = quiet(new Y.Doc());
  exchange(one, two);
  link(one, two);
  const [author, other] = [keep(openEditor(one)), keep(openEditor(two))];
  putCursor(author, 'Objet');
  author.commands.splitBlock();
  run(author, setForm('article'));
  author.commands.insertContent('Inséré');
  expect(shown(other)).toEqual(shown(author));
  expect(shown(other).slice(0, 2)).toEqual(['Article 1 | Objet', 'Article 2 | Inséré']);
});

test('screen readers are given heading levels without gaps', () => {
  const editor = keep(editorOf(text()));
  const levels = [...editor.view.dom.querySelectorAll('h2, h3, h4, h5')].map((element) =>
    element.getAttribute('aria-level'),
  );
  expect(levels).toEqual(['2', '3', '4', '3', '4', '2', '3']);
});
