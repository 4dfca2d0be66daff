// @vitest-environment happy-dom
// What is suggested stands beside the text and never in its place: whatever three people suggest at once, the text as it is
// agreed stays, refusing all of it is the text of before, accepting all of it is the text that writing would have made.
import type { Editor } from '@tiptap/core';
import { joinBackward } from '@tiptap/pm/commands';
import { Selection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { afterEach, describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { watchDisplacedWords } from '#app/editor/binding/words-of-lost-blocks.ts';
import { markBlocks, setForm } from '#app/editor/commands.ts';
import { moveBlock } from '#app/editor/place-commands.ts';
import { settleSuggestions } from '#domain/suggestions/settling.ts';
import { suggestionsIn } from '#domain/suggestions/suggested-text.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { judgeSuggesting } from '#realtime/server/only-suggested.ts';
import { type Acts, commonActs, stepOf } from './random-acts.ts';
import {
  bullets,
  docOf,
  exchange,
  heading,
  idOf,
  item,
  openEditor,
  ownSuggestions,
  paragraph,
  putCursor,
  run,
} from './rig.ts';

const open: Editor[] = [];
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

const content = () => [
  heading('article', 'Objet', { id: 'objet' }),
  paragraph('Le Département et la Mission bassin minier.', { id: 'partie' }),
  bullets(item('suivre les cités', { id: 'suivre' }), item('rendre compte', { id: 'rendre' })),
  paragraph('Une réunion par an, au printemps.', { id: 'reun' }),
];

/** Somebody who may only suggest: where nobody else writes in this document, the server would take each act. */
function suggesterOf(doc: Y.Doc, { isAlone = true } = {}) {
  const own = ownSuggestions();
  doc.on('beforeObserverCalls', (transaction: Y.Transaction) => {
    if (transaction.local && isAlone) expect(judgeSuggesting(transaction, own.has).onlySuggests).toBe(true);
  });
  const editor = openEditor(doc, { suggesting: own, onlySuggests: true });
  open.push(editor);
  return { editor, own };
}

const type = (editor: Editor, words: string) => {
  for (const letter of words) {
    const { from, to } = editor.state.selection;
    editor.view.dispatch(editor.state.tr.insertText(letter, from, to));
  }
};

const backspace = (editor: Editor, times = 1) => {
  for (let time = 0; time < times; time += 1) {
    const { from, to, empty } = editor.state.selection;
    editor.view.dispatch(empty ? editor.state.tr.delete(from - 1, to) : editor.state.tr.deleteSelection());
  }
};

const select = (editor: Editor, words: string) => {
  putCursor(editor, words, 'around');
};

const settled = (doc: Y.Doc, how: 'accept' | 'refuse') => {
  const copy = quiet(new Y.Doc());
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const text = sequenceOf(copy);
  copy.transact(() => settleSuggestions(text, new Set(suggestionsIn(text).keys()), how));
  expect(suggestionsIn(text).size > 0).toBe(false);
  return textOf(copy);
};

const partsOf = (doc: Y.Doc) => [...suggestionsIn(sequenceOf(doc)).values()].flat();

describe('words', () => {
  it('typed come beside, with one suggestion for one run, and the cursor behind them', () => {
    const doc = docOf(content());
    const { editor, own } = suggesterOf(doc);
    const before = textOf(doc);
    putCursor(editor, 'Département');
    type(editor, ' du Pas-de-Calais');
    expect(textOf(doc).eq(before)).toBe(true);
    expect(own.ids.size).toBe(1);
    expect(partsOf(doc)).toMatchObject([{ blockId: idOf('partie'), inserted: ' du Pas-de-Calais', deleted: '' }]);
    expect(settled(doc, 'accept').textContent).toContain('Le Département du Pas-de-Calais et la Mission');
    expect(settled(doc, 'refuse').eq(before)).toBe(true);
    expect(editor.state.doc.textContent).toContain('Le Département du Pas-de-Calais et');
  });

  it('taken away stay, struck, and the next ones go as well', () => {
    const doc = docOf(content());
    const { editor, own } = suggesterOf(doc);
    const before = textOf(doc);
    putCursor(editor, 'Mission bassin');
    backspace(editor, 7);
    expect(editor.state.doc.textContent).toBe(before.textContent);
    expect(partsOf(doc)).toMatchObject([{ deleted: ' bassin', inserted: '' }]);
    expect(own.ids.size).toBe(1);
    expect(settled(doc, 'accept').textContent).toContain('la Mission minier');
    expect(settled(doc, 'refuse').eq(before)).toBe(true);
  });

  it('replaced are one suggestion, the new behind the old; what one has just suggested goes at once', () => {
    const doc = docOf(content());
    const { editor, own } = suggesterOf(doc);
    const before = textOf(doc);
    select(editor, 'printemps');
    type(editor, 'automnes');
    backspace(editor);
    expect(own.ids.size).toBe(1);
    expect(partsOf(doc)).toMatchObject([{ deleted: 'printemps', inserted: 'automne' }]);
    expect(editor.state.doc.textContent).toContain('printempsautomne.');
    expect(settled(doc, 'accept').textContent).toContain('au automne.');
    expect(settled(doc, 'refuse').eq(before)).toBe(true);
  });

  it('set in bold are the same words until it is accepted', () => {
    const doc = docOf(content());
    const { editor } = suggesterOf(doc);
    const before = textOf(doc);
    select(editor, 'Mission');
    editor.commands.toggleBold();
    expect(textOf(doc).eq(before)).toBe(true);
    expect(editor.getHTML()).toContain('<strong>Mission</strong>');
    expect(partsOf(doc)).toMatchObject([{ styles: [{ style: 'bold', isGiven: true, words: 'Mission' }] }]);
    expect(JSON.stringify(settled(doc, 'accept'))).toContain('"bold"');
    editor.commands.toggleBold();
    expect(suggestionsIn(sequenceOf(doc)).size > 0).toBe(false);
  });

  it('written outright into what is suggested are no part of it', () => {
    const doc = docOf(content());
    const { editor } = suggesterOf(doc, { isAlone: false });
    putCursor(editor, 'Département');
    type(editor, ' du Nord');
    const writer = openEditor(doc);
    open.push(writer);
    putCursor(writer, ' du N');
    type(writer, 'X');
    expect(textOf(doc).textContent).toContain('DépartementX et');
    expect(settled(doc, 'refuse').textContent).toContain('DépartementX et');
    expect(settled(doc, 'accept').textContent).toContain('Département du NXord et');
  });
});

test('undoing takes back what is suggested still, and not what was accepted meanwhile', () => {
  const doc = docOf(content());
  const { editor, own } = suggesterOf(doc, { isAlone: false });
  putCursor(editor, 'Département');
  type(editor, ' du Nord');
  const [accepted] = own.ids;
  doc.transact(() => settleSuggestions(sequenceOf(doc), new Set([accepted ?? '']), 'accept'), 'wire');
  const text = textOf(doc);
  expect(text.textContent).toContain('Le Département du Nord et');
  putCursor(editor, 'printemps');
  type(editor, ' tardif');
  for (let time = 0; time < 4; time += 1) editor.commands.undo();
  expect(suggestionsIn(sequenceOf(doc)).size).toBe(0);
  expect(textOf(doc).eq(text)).toBe(true);
});

test('words that are suggested in a block which somebody moves are suggested where it comes to stand', () => {
  const [doc, other] = [docOf(content(), 7), quiet(new Y.Doc())];
  exchange(doc, other);
  const mover = openEditor(other);
  open.push(mover);
  const { editor } = suggesterOf(doc);
  const unseen = Y.getState(doc.store, doc.clientID);
  const stop = watchDisplacedWords(sequenceOf(doc), {
    unseen: () => new Map([[doc.clientID, unseen]]),
    tell: () => expect.unreachable(),
  });
  putCursor(editor, 'Une réunion');
  type(editor, ' publique');
  putCursor(mover, 'Une réunion');
  run(mover, moveBlock(-1));
  const moved = textOf(other);
  exchange(doc, other);
  stop();
  expect(partsOf(doc)).toMatchObject([{ inserted: ' publique' }]);
  expect(textOf(doc).eq(moved)).toBe(true);
  expect(settled(doc, 'accept').textContent).toContain('Une réunion publique par an');
});

describe('copied', () => {
  const copied = (editor: Editor) => {
    const { view, state } = editor;
    let slice = state.selection.content();
    view.someProp('transformCopied', (transform) => {
      slice = transform(slice, view);
    });
    return slice.content.textBetween(0, slice.content.size, '|');
  };

  it('a suggestion stays behind: the words are those that are agreed', () => {
    const { editor } = suggesterOf(docOf(content()));
    putCursor(editor, 'Département');
    type(editor, ' du Nord');
    select(editor, 'Mission');
    backspace(editor);
    editor.commands.selectAll();
    expect(copied(editor)).toContain('Le Département et la Mission bassin minier.');
  });

  it('nothing but suggested words are these words', () => {
    const { editor } = suggesterOf(docOf(content()));
    putCursor(editor, 'Département');
    type(editor, ' du Nord');
    select(editor, 'Nord');
    expect(copied(editor)).toBe('Nord');
  });
});

describe('blocks', () => {
  it('a paragraph cut in two, and two joined, are one and two until it is accepted', () => {
    const doc = docOf(content());
    const { editor } = suggesterOf(doc);
    const before = textOf(doc);
    putCursor(editor, 'Une réunion');
    editor.commands.keyboardShortcut('Enter');
    expect(editor.state.doc.childCount).toBe(before.childCount + 1);
    expect(textOf(doc).eq(before)).toBe(true);
    type(editor, 'Z');
    expect(settled(doc, 'accept').child(4).textContent).toBe('Z par an, au printemps.');
    expect(settled(doc, 'refuse').eq(before)).toBe(true);
    putCursor(editor, 'Le Département', 'before');
    run(editor, joinBackward);
    expect(textOf(doc).eq(before)).toBe(true);
    expect(settled(doc, 'accept').child(0).textContent).toContain('ObjetLe Département');
  });

  it('a paragraph made a heading keeps its id, refused or accepted', () => {
    const doc = docOf(content());
    const { editor } = suggesterOf(doc);
    const before = textOf(doc);
    putCursor(editor, 'Une réunion');
    run(editor, setForm('objective'));
    run(editor, markBlocks('ACTION', 'MUST'));
    expect(textOf(doc).eq(before)).toBe(true);
    const accepted = settled(doc, 'accept').lastChild;
    expect(accepted?.attrs).toMatchObject({ id: idOf('reun'), kind: 'objective', mark: 'ACTION', degree: 'MUST' });
    expect(settled(doc, 'refuse').eq(before)).toBe(true);
  });

  it('a block that is moved keeps its id once accepted', () => {
    const doc = docOf(content());
    const { editor } = suggesterOf(doc);
    const before = textOf(doc);
    putCursor(editor, 'Une réunion');
    run(editor, moveBlock(-1));
    expect(textOf(doc).eq(before)).toBe(true);
    const accepted = settled(doc, 'accept');
    expect(accepted.textContent).toContain('Une réunion par an, au printemps.suivre les cités');
    expect(JSON.stringify(accepted)).toContain(idOf('reun'));
    expect(settled(doc, 'refuse').eq(before)).toBe(true);
  });
});

const actions: Acts = {
  ...commonActs,
  erase: (editor, dice) => {
    const { from } = editor.state.selection;
    const to = Math.min(editor.state.doc.content.size, from + (dice % 30));
    const start = Selection.near(editor.state.doc.resolve(from), 1).from;
    const end = Selection.near(editor.state.doc.resolve(to), -1).to;
    if (start < end) editor.commands.deleteRange({ from: start, to: end });
  },
  bold: (editor, dice) => {
    const { from } = editor.state.selection;
    const to = Math.min(editor.state.doc.content.size, from + (dice % 12));
    editor.chain().setTextSelection({ from, to }).toggleBold().run();
  },
};
const step = stepOf(actions);

const RUNS = Number(process.env.SUGGESTING_RUNS ?? 60);

test('three people who suggest at once change nothing of what is agreed, and all copies are equal', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const first = docOf(content(), 7);
      const docs = [first, quiet(new Y.Doc()), quiet(new Y.Doc())] as const;
      docs.forEach((doc, index) => {
        doc.clientID = 11 + index;
      });
      exchange(...docs);
      const before = textOf(first);
      const people = docs.map((doc) => suggesterOf(doc));
      for (const { who, action, place, dice, meets } of steps) {
        const editor = people[who]?.editor as Editor;
        const pos = Math.round(place * editor.state.doc.content.size);
        editor.view.dispatch(editor.state.tr.setSelection(Selection.near(editor.state.doc.resolve(pos))));
        actions[action]?.(editor, dice);
        const doc = docs[who] as Y.Doc;
        expect(textOf(doc).toJSON(), action).toEqual(before.toJSON());
        if (meets >= 0 && meets !== who) exchange(doc, docs[meets] as Y.Doc);
      }
      exchange(...docs);
      for (const doc of docs) expect(sequenceOf(doc).toDelta().length).toBe(sequenceOf(first).toDelta().length);
      const shown = people.map(({ editor }) => editor.getJSON());
      expect(shown[1]).toEqual(shown[0]);
      expect(shown[2]).toEqual(shown[0]);
      for (const doc of docs) expect(settled(doc, 'refuse').toJSON()).toEqual(before.toJSON());
      settled(first, 'accept').check();
      for (const editor of open.splice(0)) editor.destroy();
    }),
    { numRuns: RUNS, seed: 20_261_129 },
  );
});

test('one act suggested and accepted is the act', () => {
  /** Ids that a new block draws for itself say nothing. */
  const said = (text: ReturnType<typeof textOf>) =>
    JSON.stringify(text.toJSON()).replace(/"id":"(?!00000000)[^"]+"|"(row|column)":"[^"]+"/g, '"drawn"');
  fc.assert(
    fc.property(step, ({ action, place, dice }) => {
      const [written, suggested] = [docOf(content(), 7), docOf(content(), 7)];
      const editors = [openEditor(written), suggesterOf(suggested).editor];
      for (const editor of editors) {
        const pos = Math.round(place * editor.state.doc.content.size);
        editor.view.dispatch(editor.state.tr.setSelection(Selection.near(editor.state.doc.resolve(pos))));
        actions[action]?.(editor, dice);
      }
      expect(said(settled(suggested, 'accept')), action).toBe(said(textOf(written)));
      editors[0]?.destroy();
      for (const editor of open.splice(0)) editor.destroy();
    }),
    // A paragraph before a list becomes the list's first item: it is still that paragraph.
    {
      numRuns: 4 * RUNS,
      seed: 20_261_129,
      examples: [[{ who: 0, action: 'form', place: 0.0516, dice: 404, meets: 0 }]],
    },
  );
});
