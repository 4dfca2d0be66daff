// @vitest-environment happy-dom
// Ids of blocks: every block has one of its own, words keep theirs through every act on them, moves keep it, copies and
// second halves get a new one; also when several people act on one block at once.
import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { markBlocks, setForm } from '#app/editor/commands.ts';
import { deleteBlock, insertTable, moveBlock } from '#app/editor/place-commands.ts';
import { repairBlockIds } from '#domain/texts/live-text.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import {
  blocks,
  bullets,
  docOf,
  editorOf,
  exchange,
  heading,
  idOf,
  ids,
  item,
  link,
  openEditor,
  paragraph,
  press,
  putCursor,
  run,
} from './rig.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const open: Editor[] = [];
const keep = (editor: Editor) => {
  open.push(editor);
  return editor;
};
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

/** What the selection holds, as the clipboard has it. */
function copy(editor: Editor) {
  const { selection, doc } = editor.state;
  return doc.slice(selection.from, selection.to, true);
}
const paste = (editor: Editor, slice: ReturnType<typeof copy>) =>
  editor.view.dispatch(editor.state.tr.replaceSelection(slice).setMeta('paste', true));

/** Cuts the top-level node number `index` and pastes it before the node number `target` of what is left. */
function cutAndPaste(editor: Editor, index: number, target: number) {
  const start = (number: number) =>
    editor.state.doc.children.slice(0, number).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
  const node = editor.state.doc.child(index);
  editor.view.dispatch(editor.state.tr.delete(start(index), start(index) + node.nodeSize));
  editor.view.dispatch(editor.state.tr.insert(start(target), node).setMeta('paste', true));
}

function expectOwnIds(editor: Editor) {
  expect(ids(editor).filter((id) => id === 'null')).toEqual([]);
  expect(new Set(ids(editor)).size).toBe(ids(editor).length);
}

describe('ids of blocks', () => {
  test('the first words of an empty text are a block with an id as soon as an act is about the block', () => {
    for (const act of [setForm('article'), setForm('bulletList'), markBlocks('ACTION', 'MUST')]) {
      const editor = keep(openEditor(quiet(new Y.Doc())));
      editor.commands.insertContent('Bonjour');
      expect(run(editor, act)).toBe(true);
      expect(ids(editor)).toEqual([expect.stringMatching(uuid)]);
    }
    const editor = keep(openEditor(quiet(new Y.Doc())));
    editor.commands.insertContent('Bonjour');
    run(editor, markBlocks('ACTION', 'MUST'));
    expect(editor.state.doc.child(0).attrs).toMatchObject({ mark: 'ACTION', degree: 'MUST' });
  });

  test.each(['paragraph', 'heading', 'item'])(
    'Enter inside a %s: the first part keeps the id and what it promises, the second is new',
    (kind) => {
      const promise = { id: 'x', mark: 'ACTION', degree: 'MUST' };
      const editor = keep(
        editorOf([
          kind === 'paragraph'
            ? paragraph('Un deux', promise)
            : kind === 'heading'
              ? heading('article', 'Un deux', { ...promise, startAt: 8 })
              : bullets(item('Un deux', promise)),
        ]),
      );
      for (const where of ['Un', 'U']) {
        putCursor(editor, where);
        press(editor, 'Enter');
      }
      expect(ids(editor)[0]).toBe('x');
      expect(ids(editor)).toHaveLength(3);
      expectOwnIds(editor);
      const promising: unknown[] = [];
      const imposed: unknown[] = [];
      editor.state.doc.descendants(({ attrs }) => {
        if (attrs.mark || attrs.degree) promising.push(attrs.id);
        if (attrs.startAt) imposed.push(attrs.id);
      });
      expect(promising).toEqual([idOf('x')]);
      expect(imposed).toEqual(kind === 'heading' ? [idOf('x')] : []);
    },
  );

  test('Enter at the start of a block: its words keep the id, the empty block before is new', () => {
    for (const content of [
      paragraph('Un', { id: 'x', mark: 'ACTION' }),
      heading('article', 'Un', { id: 'x', mark: 'ACTION' }),
      bullets(item('Un', { id: 'x', mark: 'ACTION' })),
    ]) {
      const editor = keep(editorOf([content]));
      putCursor(editor, 'Un', 'before');
      press(editor, 'Enter');
      expect(blocks(editor)[1]).toMatch(/^\w+ x Un$/);
      expect(blocks(editor)).toHaveLength(2);
      expectOwnIds(editor);
      const marked: unknown[] = [];
      editor.state.doc.descendants(({ attrs }) => void (attrs.mark && marked.push(attrs.id)));
      expect(marked).toEqual([idOf('x')]);
    }
  });

  test('a paragraph put in a list hands its id and its promise to the item, and gets them back when lifted', () => {
    const editor = keep(
      editorOf([paragraph('Avant', { id: 'a' }), paragraph('Un', { id: 'x', mark: 'OBLIGATION', degree: 'MAY' })]),
    );
    putCursor(editor, 'Un');
    expect(run(editor, setForm('bulletList'))).toBe(true);
    expect(blocks(editor)).toEqual(['paragraph a Avant', 'listItem x Un']);
    expect(editor.state.doc.child(1).firstChild?.attrs).toMatchObject({ mark: 'OBLIGATION', degree: 'MAY' });
    expect(editor.state.doc.child(1).firstChild?.firstChild?.attrs.id).toBeNull();
    expect(run(editor, setForm('paragraph'))).toBe(true);
    expect(blocks(editor)).toEqual(['paragraph a Avant', 'paragraph x Un']);
    expect(editor.state.doc.child(1).attrs).toMatchObject({ mark: 'OBLIGATION', degree: 'MAY' });
  });

  test('a heading becomes an item, an item a heading, and the id stays', () => {
    const editor = keep(editorOf([heading('objective', 'Un', { id: 'x' })]));
    putCursor(editor, 'Un');
    for (const [form, line] of [
      ['orderedList', 'listItem x Un'],
      ['bulletList', 'listItem x Un'],
      ['axis', 'axis x Un'],
      ['paragraph', 'paragraph x Un'],
    ] as const) {
      run(editor, setForm(form));
      expect(blocks(editor)).toEqual([line]);
    }
  });

  test('an item lifted from the middle of a list keeps its id, and so do its neighbours', () => {
    const editor = keep(
      editorOf([bullets(item('Un', { id: 'a' }), item('Deux', { id: 'b' }), item('Trois', { id: 'c' }))]),
    );
    putCursor(editor, 'Deux');
    run(editor, setForm('paragraph'));
    expect(blocks(editor)).toEqual(['listItem a Un', 'paragraph b Deux', 'listItem c Trois']);
  });

  test('copies get new ids and continue nothing; the one that was there keeps its own, wherever the copy lands', () => {
    for (const before of [true, false]) {
      const editor = keep(editorOf([paragraph('Avant', { id: 'a' }), paragraph('Un', { id: 'x', previousId: 'a' })]));
      const at = before ? 0 : editor.state.doc.content.size;
      editor.view.dispatch(editor.state.tr.insert(at, editor.state.doc.child(1)).setMeta('paste', true));
      const copied = before ? 0 : 2;
      expect(blocks(editor)[before ? 2 : 1]).toBe('paragraph x Un');
      expectOwnIds(editor);
      expect(editor.state.doc.child(copied).attrs.previousId).toBeNull();
      expect(editor.state.doc.child(before ? 2 : 1).attrs.previousId).toBe(idOf('a'));
    }
  });

  test('what is cut and pasted keeps its id; pasted once more, it is a copy', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: 'a' }), paragraph('Un', { id: 'x', previousId: 'a' })]));
    const moved = editor.state.doc.child(1);
    cutAndPaste(editor, 1, 0);
    expect(ids(editor)).toEqual(['x', 'a']);
    expect(editor.state.doc.child(0).attrs.previousId).toBe(idOf('a'));
    editor.view.dispatch(editor.state.tr.insert(0, moved).setMeta('paste', true));
    expect(ids(editor).slice(1)).toEqual(['x', 'a']);
    expectOwnIds(editor);
    editor.commands.selectAll();
    paste(editor, copy(editor));
    expectOwnIds(editor);
  });

  test('a drag is one act, and keeps the id', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: 'a' }), paragraph('Un', { id: 'x' })]));
    const block = editor.state.doc.child(1);
    const at = editor.state.doc.child(0).nodeSize;
    const { tr } = editor.state;
    tr.delete(at, at + block.nodeSize)
      .insert(0, block)
      .setMeta('uiEvent', 'drop');
    editor.view.dispatch(tr);
    expect(ids(editor)).toEqual(['x', 'a']);
  });

  test('a table that is moved keeps its id and those of its items; a copy of it gets others', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: 'a' }), paragraph('', { id: 'b' })]));
    editor.commands.setTextSelection(editor.state.doc.content.size - 1);
    run(editor, insertTable(2, 2));
    editor.commands.insertContent('Point');
    run(editor, setForm('bulletList'));
    expect(run(editor, markBlocks('ACTION', 'MUST'))).toBe(true);
    const before = ids(editor);
    const table = editor.state.doc.child(1);
    expect(table.type.name).toBe('table');
    expect(JSON.stringify(table.toJSON())).toContain('"ACTION"');
    cutAndPaste(editor, 1, 0);
    expect(new Set(ids(editor))).toEqual(new Set(before));
    expect(editor.state.doc.child(0).toJSON()).toEqual(table.toJSON());
    editor.view.dispatch(editor.state.tr.insert(0, table).setMeta('paste', true));
    expectOwnIds(editor);
    expect(editor.state.doc.child(1).attrs.id).toBe(table.attrs.id);
    expect(editor.state.doc.child(0).textContent).toBe('Point');
  });

  test('blocks of another text get ids of this one', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: 'a' })]));
    const foreign = keep(editorOf([paragraph('Ailleurs', { id: 'x', previousId: 'a' })])).state.doc.child(0);
    editor.view.dispatch(
      editor.state.tr.insert(0, editor.schema.nodeFromJSON(foreign.toJSON())).setMeta('paste', true),
    );
    expect(ids(editor)[0]).toMatch(uuid);
    expect(ids(editor)).not.toContain('x');
    expect(editor.state.doc.child(0).attrs.previousId).toBeNull();
  });

  test('a moved block keeps its id, and so does the one it passes', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: 'a' }), paragraph('Un', { id: 'x' })]));
    putCursor(editor, 'Un');
    expect(run(editor, moveBlock(-1))).toBe(true);
    expect(blocks(editor)).toEqual(['paragraph x Un', 'paragraph a Avant']);
    expect(run(editor, moveBlock(-1))).toBe(false);
  });

  test('undo brings a deleted block back with its id, and redo takes it away again', () => {
    const editor = keep(editorOf([paragraph('Avant', { id: 'a' }), paragraph('Un', { id: 'x', mark: 'ACTION' })]));
    putCursor(editor, 'Un');
    run(editor, deleteBlock);
    expect(ids(editor)).toEqual(['a']);
    editor.commands.undo();
    expect(ids(editor)).toEqual(['a', 'x']);
    expect(editor.state.doc.child(1).attrs.mark).toBe('ACTION');
    editor.commands.redo();
    expect(ids(editor)).toEqual(['a']);
  });

  test('marking a block says what it promises without touching its id', () => {
    const editor = keep(editorOf([paragraph('Un', { id: 'x' })]));
    putCursor(editor, 'Un');
    run(editor, markBlocks('OBLIGATION', 'MUST'));
    expect(editor.state.doc.child(0).attrs).toMatchObject({ id: idOf('x'), mark: 'OBLIGATION', degree: 'MUST' });
    run(editor, markBlocks(null, null));
    expect(editor.state.doc.child(0).attrs).toMatchObject({ id: idOf('x'), mark: null, degree: null });
  });
});

describe('blocks in the cells of a table', () => {
  test('are given forms, depth and promises as elsewhere', () => {
    const editor = keep(editorOf([paragraph('', { id: 'a' })]));
    run(editor, insertTable(2, 2));
    editor.commands.insertContent('Un');
    run(editor, setForm('bulletList'));
    press(editor, 'Enter');
    editor.commands.insertContent('Deux');
    expect(press(editor, 'Tab')).toBe(true);
    const shape = () => editor.state.doc.child(0).child(0).child(0).toString();
    expect(shape()).toMatch(/bulletList\(listItem\(paragraph\("Un"\), bulletList\(listItem\(paragraph\("Deux"\)/);
    run(editor, setForm('orderedList'));
    expect(shape()).toMatch(/bulletList\(listItem\(paragraph\("Un"\), orderedList\(listItem\(paragraph\("Deux"\)/);
    run(editor, markBlocks('ACTION', 'MAY'));
    expect(JSON.stringify(editor.getJSON())).toContain('"mark":"ACTION","degree":"MAY"');
    expect(press(editor, 'Tab', { shiftKey: true })).toBe(true);
    run(editor, setForm('paragraph'));
    expect(shape()).not.toContain('orderedList');
    expect(editor.state.selection.$from.parent.textContent).toBe('Deux');
  });
});

/** Two editors on copies of one text, apart until `exchange`. */
function apart(content: Parameters<typeof docOf>[0]) {
  const one = docOf(content, 7);
  const two = quiet(new Y.Doc());
  two.clientID = 8;
  exchange(one, two);
  return { docs: [one, two] as const, editors: [keep(openEditor(one)), keep(openEditor(two))] as const };
}

describe('ids when several write', () => {
  test('only the author gives a new block its id: the others change nothing', () => {
    const { docs, editors } = apart([paragraph('Un deux', { id: 'x' })]);
    link(...docs);
    let written = 0;
    docs[1].on('update', (_update, origin) => {
      if (origin !== 'wire') written += 1;
    });
    putCursor(editors[0], 'Un');
    press(editors[0], 'Enter');
    expect(ids(editors[1])).toEqual(ids(editors[0]));
    expect(written).toBe(0);
  });

  const onOne = (editor: Editor, words: string, act: (editor: Editor) => void, where?: 'before') => {
    putCursor(editor, words, where);
    act(editor);
  };
  const enter = (editor: Editor) => void press(editor, 'Enter');
  const back = (editor: Editor) => void press(editor, 'Backspace');
  const pairs: [string, (one: Editor) => void, (two: Editor) => void][] = [
    ['split at the same place', (one) => onOne(one, 'Un ', enter), (two) => onOne(two, 'Un ', enter)],
    ['split at two places', (one) => onOne(one, 'Un ', enter), (two) => onOne(two, 'Un deux ', enter)],
    [
      'split, and merged with the one before',
      (one) => onOne(one, 'Un ', enter),
      (two) => onOne(two, 'Un', back, 'before'),
    ],
    ['merged by both', (one) => onOne(one, 'Un', back, 'before'), (two) => onOne(two, 'Un', back, 'before')],
    [
      'split, and made an item',
      (one) => onOne(one, 'Un ', enter),
      (two) => onOne(two, 'Un', (e) => void run(e, setForm('bulletList'))),
    ],
    [
      'made a heading and an item',
      (one) => onOne(one, 'Un', (e) => void run(e, setForm('axis'))),
      (two) => onOne(two, 'Un', (e) => void run(e, setForm('bulletList'))),
    ],
    [
      'split, while its neighbour is moved over it',
      (one) => onOne(one, 'Un ', enter),
      (two) => onOne(two, 'Un', (e) => void run(e, moveBlock(-1))),
    ],
  ];
  test.each(pairs)('a block %s keeps its words once and every block an id of its own', (_name, one, two) => {
    const { docs, editors } = apart([
      paragraph('Avant', { id: 'a' }),
      paragraph('Un deux trois', { id: 'x' }),
      paragraph('Fin', { id: 'z' }),
    ]);
    one(editors[0]);
    two(editors[1]);
    exchange(...docs);
    expect(editors[0].getJSON()).toEqual(editors[1].getJSON());
    expect([...editors[0].state.doc.textContent].sort()).toEqual([...'AvantUn deux troisFin'].sort());
    expectOwnIds(editors[0]);
  });

  test('a block cut and pasted by two at once is there twice with one id, until the server gives the later one its own', () => {
    const { docs, editors } = apart([
      paragraph('Avant', { id: 'a' }),
      paragraph('Un', { id: 'x' }),
      paragraph('Fin', { id: 'z' }),
    ]);
    cutAndPaste(editors[0], 1, 0);
    cutAndPaste(editors[1], 1, 2);
    exchange(...docs);
    expect(ids(editors[0]).filter((id) => id === 'x')).toHaveLength(2);
    expect(repairBlockIds(docs[0])).toBe(true);
    exchange(...docs);
    expect(ids(editors[0])).toEqual(ids(editors[1]));
    expect(ids(editors[0])[0]).toBe('x');
    expectOwnIds(editors[0]);
    expect(repairBlockIds(docs[1])).toBe(false);
  });

  test('a text that may only be read is never written, whatever arrives', () => {
    const one = docOf([paragraph('Voir https://pasdecalais.fr', { id: 'x' })]);
    const two = quiet(new Y.Doc());
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
    press(author, 'Enter');
    reader.view.dispatch(reader.state.tr.insertText('Interdit', 1));
    reader.commands.insertContent('Interdit');
    expect(reader.state.doc.textContent).not.toContain('Interdit');
    expect(reader.state.doc.toJSON()).toEqual(author.state.doc.toJSON());
    expect(written).toBe(0);
  });
});
