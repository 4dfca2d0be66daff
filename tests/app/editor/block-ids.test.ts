// @vitest-environment happy-dom

import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { markBlocks, setForm } from '#app/editor/commands.ts';
import { deleteBlock, moveBlock } from '#app/editor/place-commands.ts';
import { repairIds } from '#app/editor/repair-ids.ts';
import { TEXT_FIELD } from '#domain/text-schema.ts';
import {
  blocks,
  bullets,
  docOf,
  editorOf,
  exchange,
  heading,
  ids,
  item,
  link,
  openEditor,
  paragraph,
  putCursor,
  run,
} from './rig.ts';

const X = '11111111-1111-4111-8111-111111111111';
const Y1 = '22222222-2222-4222-8222-222222222222';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const open: Editor[] = [];
const keep = (editor: Editor) => {
  open.push(editor);
  return editor;
};
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

/** Copies or cuts the selection and pastes it at the cursor that `move` leaves. */
function copy(editor: Editor) {
  const { selection, doc } = editor.state;
  return doc.slice(selection.from, selection.to, true);
}
const paste = (editor: Editor, slice: ReturnType<typeof copy>) =>
  editor.view.dispatch(editor.state.tr.replaceSelection(slice).setMeta('paste', true));

describe('ids of blocks', () => {
  test('the first words of an empty text make a block with an id', () => {
    const editor = keep(openEditor(new Y.Doc()));
    editor.commands.insertContent('Bonjour');
    expect(ids(editor)).toHaveLength(1);
    expect(ids(editor)[0]).toMatch(uuid);
  });

  test('Enter inside a block: the first part keeps the id, the second is new', () => {
    const editor = keep(editorOf([paragraph('Un deux', { id: X, mark: 'ACTION', degree: 'MUST' })]));
    putCursor(editor, 'Un');
    editor.commands.splitBlock();
    expect(blocks(editor)[0]).toBe(`paragraph ${X} Un`);
    expect(ids(editor)[1]).toMatch(uuid);
    expect(ids(editor)[1]).not.toBe(X);
    expect(editor.state.doc.child(1).attrs).toMatchObject({ mark: null, degree: null });
  });

  test('Enter at the start of a block: its words keep the id, the empty block before is new', () => {
    const editor = keep(editorOf([paragraph('Un', { id: X, mark: 'ACTION' })]));
    putCursor(editor, 'Un', 'before');
    editor.commands.splitBlock();
    expect(blocks(editor)[1]).toBe(`paragraph ${X} Un`);
    expect(editor.state.doc.child(0).attrs.mark).toBeNull();
    expect(editor.state.doc.child(1).attrs.mark).toBe('ACTION');
    expect(new Set(ids(editor)).size).toBe(2);
  });

  test('a paragraph put in a list hands its id and its promise to the item, and gets them back when lifted', () => {
    const editor = keep(
      editorOf([paragraph('Avant', { id: Y1 }), paragraph('Un', { id: X, mark: 'OBLIGATION', degree: 'MAY' })]),
    );
    putCursor(editor, 'Un');
    expect(run(editor, setForm('bulletList'))).toBe(true);
    expect(blocks(editor)).toEqual([`paragraph ${Y1} Avant`, `listItem ${X} Un`]);
    expect(editor.state.doc.child(1).firstChild?.attrs).toMatchObject({ mark: 'OBLIGATION', degree: 'MAY' });
    expect(editor.state.doc.child(1).firstChild?.firstChild?.attrs.id).toBeNull();
    expect(run(editor, setForm('paragraph'))).toBe(true);
    expect(blocks(editor)).toEqual([`paragraph ${Y1} Avant`, `paragraph ${X} Un`]);
    expect(editor.state.doc.child(1).attrs).toMatchObject({ mark: 'OBLIGATION', degree: 'MAY' });
  });

  test('a heading becomes an item, an item a heading, and the id stays', () => {
    const editor = keep(editorOf([heading('objective', 'Un', { id: X })]));
    putCursor(editor, 'Un');
    run(editor, setForm('orderedList'));
    expect(blocks(editor)).toEqual([`listItem ${X} Un`]);
    run(editor, setForm('bulletList'));
    expect(blocks(editor)).toEqual([`listItem ${X} Un`]);
    run(editor, setForm('axis'));
    expect(blocks(editor)).toEqual([`axis ${X} Un`]);
  });

  test('an item lifted from the middle of a list keeps its id, and so do its neighbours', () => {
    const others = ['a', 'b', 'c'].map((letter) => X.replace(/1$/, letter));
    const editor = keep(
      editorOf([
        bullets(item('Un', { id: others[0] }), item('Deux', { id: others[1] }), item('Trois', { id: others[2] })),
      ]),
    );
    putCursor(editor, 'Deux');
    run(editor, setForm('paragraph'));
    expect(blocks(editor)).toEqual([
      `listItem ${others[0]} Un`,
      `paragraph ${others[1]} Deux`,
      `listItem ${others[2]} Trois`,
    ]);
  });

  test('copies get new ids and continue nothing; the one that was there keeps its own, wherever the copy lands', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: Y1 }), paragraph('Un', { id: X, previousId: Y1 })]));
    putCursor(editor, 'Un', 'around');
    const { $from } = editor.state.selection;
    const slice = editor.state.doc.slice($from.before(), $from.after());
    editor.view.dispatch(editor.state.tr.insert(0, slice.content).setMeta('paste', true));
    expect(blocks(editor)[2]).toBe(`paragraph ${X} Un`);
    expect(ids(editor)[0]).not.toBe(X);
    expect(editor.state.doc.child(0).attrs.previousId).toBeNull();
    expect(editor.state.doc.child(2).attrs.previousId).toBe(Y1);
  });

  test('what is cut and pasted keeps its id', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: Y1 }), paragraph('Un', { id: X })]));
    const block = editor.state.doc.child(1);
    const at = editor.state.doc.child(0).nodeSize;
    editor.view.dispatch(editor.state.tr.delete(at, at + block.nodeSize));
    expect(ids(editor)).toEqual([Y1]);
    editor.view.dispatch(editor.state.tr.insert(0, block).setMeta('paste', true));
    expect(ids(editor)).toEqual([X, Y1]);
    paste(editor, copy(editor));
    expect(ids(editor)).toEqual([X, Y1]);
  });

  test('blocks of another text get ids of this one', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: Y1 })]));
    const foreign = keep(editorOf([paragraph('Ailleurs', { id: X, previousId: Y1 })])).state.doc.child(0);
    editor.view.dispatch(
      editor.state.tr.insert(0, editor.schema.nodeFromJSON(foreign.toJSON())).setMeta('paste', true),
    );
    expect(ids(editor)[0]).toMatch(uuid);
    expect(ids(editor)).not.toContain(X);
    expect(editor.state.doc.child(0).attrs.previousId).toBeNull();
  });

  test('a moved block keeps its id, and so does the one it passes', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: Y1 }), paragraph('Un', { id: X })]));
    putCursor(editor, 'Un');
    expect(run(editor, moveBlock(-1))).toBe(true);
    expect(blocks(editor)).toEqual([`paragraph ${X} Un`, `paragraph ${Y1} Avant`]);
    expect(run(editor, moveBlock(-1))).toBe(false);
  });

  test('undo brings a deleted block back with its id', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: Y1 }), paragraph('Un', { id: X, mark: 'ACTION' })]));
    putCursor(editor, 'Un');
    run(editor, deleteBlock);
    expect(ids(editor)).toEqual([Y1]);
    editor.commands.undo();
    expect(ids(editor)).toEqual([Y1, X]);
    expect(editor.state.doc.child(1).attrs.mark).toBe('ACTION');
  });

  test('marking a block says what it promises without touching its id', () => {
    const editor = keep(editorOf([paragraph('Un', { id: X })]));
    putCursor(editor, 'Un');
    run(editor, markBlocks('OBLIGATION', 'MUST'));
    expect(editor.state.doc.child(0).attrs).toMatchObject({ id: X, mark: 'OBLIGATION', degree: 'MUST' });
    run(editor, markBlocks(null, null));
    expect(editor.state.doc.child(0).attrs).toMatchObject({ id: X, mark: null, degree: null });
  });
});

describe('ids when several write', () => {
  test('only the author gives a new block its id: the others change nothing', () => {
    const one = docOf([paragraph('Un deux', { id: X })]);
    const two = new Y.Doc();
    exchange(one, two);
    link(one, two);
    const author = keep(openEditor(one));
    const reader = keep(openEditor(two));
    let written = 0;
    two.on('update', (_update, origin) => {
      if (origin !== 'wire') written += 1;
    });
    putCursor(author, 'Un');
    author.commands.splitBlock();
    expect(ids(reader)).toEqual(ids(author));
    expect(written).toBe(0);
  });

  test('a block cut and pasted by two at once ends with two ids, the same for all, whoever mends', () => {
    const one = docOf([
      paragraph('Avant', { id: Y1 }),
      paragraph('Un', { id: X }),
      paragraph('Fin', { id: X.replace(/1$/, '9') }),
    ]);
    const two = new Y.Doc();
    exchange(one, two);
    const editors = [keep(openEditor(one)), keep(openEditor(two))];
    for (const [index, editor] of editors.entries()) {
      const block = editor.state.doc.child(1);
      const at = editor.state.doc.child(0).nodeSize;
      editor.view.dispatch(editor.state.tr.delete(at, at + block.nodeSize));
      editor.view.dispatch(
        editor.state.tr.insert(index === 0 ? 0 : editor.state.doc.content.size, block).setMeta('paste', true),
      );
    }
    exchange(one, two);
    expect(editors.map(ids)[0]?.filter((id) => id === X)).toHaveLength(2);
    const authors = [one, two].map((doc) => repairIds(doc.getXmlFragment(TEXT_FIELD), doc.clientID));
    expect(authors.sort()).toEqual([0, 1]);
    exchange(one, two);
    const [first, second] = editors.map(ids);
    expect(first).toEqual(second);
    expect(new Set(first).size).toBe(4);
    expect(first?.[0]).toBe(X);
  });

  test('two that mend the same copy at once give it the same id', () => {
    const one = docOf([paragraph('Un', { id: X }), paragraph('Un', { id: X })], 7);
    const two = new Y.Doc();
    exchange(one, two);
    for (const doc of [one, two]) repairIds(doc.getXmlFragment(TEXT_FIELD));
    const idsOf = (doc: Y.Doc) =>
      doc
        .getXmlFragment(TEXT_FIELD)
        .toArray()
        .map((block) => (block as Y.XmlElement).getAttribute('id'));
    expect(idsOf(one)).toEqual(idsOf(two));
    expect(idsOf(one)[1]).toMatch(uuid);
    expect(idsOf(one)[1]).not.toBe(X);
  });

  test('a text that may only be read is never written, whatever arrives', () => {
    const one = docOf([paragraph('Voir https://pasdecalais.fr', { id: X })]);
    const two = new Y.Doc();
    exchange(one, two);
    link(one, two);
    const author = keep(openEditor(one));
    const reader = keep(openEditor(two, { mayWrite: false }));
    let written = 0;
    two.on('update', (_update, origin) => {
      if (origin !== 'wire') written += 1;
    });
    putCursor(author, 'pasdecalais.fr');
    author.commands.insertContent(' ');
    author.commands.splitBlock();
    reader.view.dispatch(reader.state.tr.insertText('Interdit', 1));
    reader.commands.insertContent('Interdit');
    expect(reader.state.doc.textContent).not.toContain('Interdit');
    expect(reader.state.doc.toJSON()).toEqual(author.state.doc.toJSON());
    expect(written).toBe(0);
  });
});
