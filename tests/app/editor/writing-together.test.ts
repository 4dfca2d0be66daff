// @vitest-environment happy-dom
// What each person means stays: runs of letters in one piece, cursors between their two characters, compositions whole,
// tables without lost words; and who only reads writes nothing. The random part: MEANING_SEEDS for more than the few here.
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { addRowAfter, CellSelection, deleteColumn, mergeCells } from '@tiptap/pm/tables';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { watchDisplacedWords } from '#app/editor/binding/words-of-lost-blocks.ts';
import { markBlocks, setForm } from '#app/editor/commands.ts';
import { startUndoStep } from '#app/editor/perform.ts';
import { deleteBlock, insertTable, moveBlock } from '#app/editor/place-commands.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import {
  bullets,
  docOf,
  exchange,
  heading,
  item,
  link,
  openEditor,
  paragraph,
  press,
  putCursor,
  receive,
  run,
} from './rig.ts';

const open: Editor[] = [];
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

function together(content: Parameters<typeof docOf>[0], count: number) {
  const docs = [docOf(content, 7), ...Array.from({ length: count - 1 }, () => quiet(new Y.Doc()))];
  docs.forEach((doc, index) => {
    doc.clientID = 11 + index;
  });
  exchange(...docs);
  const editors = docs.map((doc) => openEditor(doc));
  open.push(...editors);
  return { docs, editors: editors as [Editor, Editor, ...Editor[]] };
}

const type = (editor: Editor, words: string) => {
  const { from, to } = editor.state.selection;
  editor.view.dispatch(editor.state.tr.insertText(words, from, to));
};

function expectAllAgree(docs: readonly Y.Doc[], editors: readonly Editor[]) {
  const said = textOf(docs[0] as Y.Doc).toJSON();
  for (const doc of docs) expect(textOf(doc).toJSON()).toEqual(said);
  for (const editor of editors) expect(editor.getJSON()).toEqual(said);
}

function dice(seed: number) {
  let state = seed * 2654435761;
  return (most: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * most);
  };
}

const SEEDS = Number(process.env.MEANING_SEEDS ?? 25);

const start = () => [
  heading('article', 'Objet'),
  paragraph('Le Département et la Mission.'),
  bullets(item('suivre les cités'), item('rendre compte')),
  paragraph('Une réunion par an.'),
];

describe.each([
  [11, 12],
  [12, 11],
])('the last word of a block is typed by %i while %i', (one, other) => {
  const paragraphs = (editor: Editor) => editor.state.doc.children.map(({ textContent }) => textContent);

  const acts: Record<string, (editor: Editor) => void> = {
    'presses Enter there and goes on': (editor) => {
      putCursor(editor, 'le mo');
      press(editor, 'Enter');
      type(editor, 'Suite');
    },
    'moves the block after it above': (editor) => {
      putCursor(editor, 'Une réunion');
      run(editor, moveBlock(-1));
    },
    'moves it below the next': (editor) => {
      putCursor(editor, 'le mo');
      run(editor, moveBlock(1));
    },
    'pastes blocks there': (editor) => {
      putCursor(editor, 'le mo');
      editor.commands.insertContent([paragraph('Un'), paragraph('Deux')]);
    },
    'takes back that the block after it was deleted': (editor) => {
      editor.commands.undo();
    },
  };

  test.each(Object.keys(acts))('%s', (name) => {
    const { docs, editors } = together(
      [
        paragraph('Avant.', { id: 'a' }),
        paragraph('Ici le mo', { id: 'b' }),
        paragraph('Une réunion par an.', { id: 'c' }),
        paragraph('Fin.', { id: 'd' }),
      ],
      2,
    );
    const [typist, busy] = editors;
    for (const [index, clientID] of [one, other].entries()) Object.assign(docs[index] as Y.Doc, { clientID });
    const stop = watchDisplacedWords(sequenceOf(docs[0] as Y.Doc), {
      unseen: () => new Map([[one, 0]]),
      tell: (displaced) => expect(displaced).toBe('nothing is lost'),
    });
    if (name.startsWith('takes back')) {
      putCursor(busy, 'Une réunion');
      run(busy, deleteBlock);
      exchange(...docs);
    }
    putCursor(typist, 'le mo');
    type(typist, 't');
    acts[name]?.(busy);
    for (const letter of ' entier') type(typist, letter);
    exchange(...docs);
    for (const letter of ' là.') type(typist, letter);
    exchange(...docs);
    expectAllAgree(docs, editors);
    const typed = paragraphs(typist).filter((words) => words.includes('t entier là.'));
    expect(typed, paragraphs(typist).join(' | ')).toHaveLength(1);
    expect(typed[0]).toMatch(/^Ici le mo/);
    stop();
  });
});

describe('a block that somebody moves', () => {
  const id = (digit: number) => ({ id: `00000000-0000-4000-8000-00000000000${digit}` });
  /** As texts are once they are stored: every block has its id. */
  const named = () => [
    heading('article', 'Objet', id(1)),
    paragraph('Le Département et la Mission.', id(2)),
    bullets(item('suivre les cités', id(3)), item('rendre compte', id(4))),
    paragraph('Une réunion par an.', id(5)),
  ];
  const wordsBefore = (editor: Editor) => {
    const { $head } = editor.state.selection;
    return $head.parent.textBetween(0, $head.parentOffset);
  };

  test.each([
    ['up, by the block', 'réunion', -1],
    ['down, by the block', 'Objet', 1],
    ['down, over it', 'Le Dépar', 1],
    ['up, over it', 'suivre', -1],
  ] as const)('takes along who stands in it or beside it: %s', (_name, at, way) => {
    const { docs, editors } = together(named(), 4);
    link(...docs);
    const [mover, ...others] = editors;
    const places = ['Obj', 'Le Département', 'Une réunion'];
    for (const [index, editor] of others.entries()) putCursor(editor, places[index] ?? '');
    putCursor(mover, at);
    run(mover, moveBlock(way));
    for (const [index, editor] of others.entries()) expect(wordsBefore(editor)).toBe(places[index]);
    for (const editor of others) type(editor, 'Z');
    for (const place of places) expect(mover.state.doc.textContent).toContain(`${place}Z`);
    expectAllAgree(docs, editors);
  });

  test('keeps a selection of several words, and lets a cursor be whose block is gone', () => {
    const { docs, editors } = together(named(), 2);
    link(...docs);
    const [mover, other] = editors;
    putCursor(other, 'Le ');
    other.commands.setTextSelection({ from: other.state.selection.from, to: other.state.selection.from + 11 });
    putCursor(mover, 'Objet');
    run(mover, moveBlock(1));
    const { selection, doc } = other.state;
    expect(doc.textBetween(selection.from, selection.to)).toBe('Département');
    putCursor(mover, 'Mission');
    run(mover, deleteBlock);
    expect(other.state.selection.empty).toBe(true);
    expectAllAgree(docs, editors);
  });

  test('by who had not seen the last letters takes these along, and the next letter comes behind them', () => {
    for (const [at, way] of [
      ['Objet', 1],
      ['Département', 1],
      ['Département', -1],
    ] as const) {
      const { docs, editors } = together(named(), 2);
      const [mover, other] = editors;
      const mine = docs[1] as Y.Doc;
      const seenTo = Y.getState(mine.store, mine.clientID);
      const stop = watchDisplacedWords(sequenceOf(mine), {
        unseen: () => new Map([[mine.clientID, seenTo]]),
        tell: (displaced) => expect(displaced).toBe('nothing is lost'),
      });
      putCursor(other, 'Département');
      type(other, 'abc');
      putCursor(mover, at);
      run(mover, moveBlock(way));
      receive(mine, Y.encodeStateAsUpdate(docs[0] as Y.Doc));
      expect(wordsBefore(other)).toBe('Le Départementabc');
      type(other, 'def');
      exchange(...docs);
      expect(mover.state.doc.textContent.split('Départementabcdef et la')).toHaveLength(2);
      expectAllAgree(docs, editors);
      stop();
    }
  });

  test('by who had seen words that were taken back and came again meanwhile has them once', () => {
    for (const [at, way] of [
      ['Objet', 1],
      ['Département', -1],
    ] as const)
      for (const back of ['typed', 'deleted'] as const) {
        const { docs, editors } = together(named(), 2);
        const [mover, other] = editors;
        const mine = docs[1] as Y.Doc;
        const unseen = new Map<number, number>();
        const stop = watchDisplacedWords(sequenceOf(mine), {
          unseen: () => unseen,
          tell: (displaced) => expect(displaced).toBe('nothing is lost'),
        });
        putCursor(other, 'Département');
        type(other, 'abc');
        exchange(...docs);
        for (const client of [mine.clientID, mine.clientID + 2 ** 31])
          unseen.set(client, Y.getState(mine.store, client));
        if (back === 'typed') {
          other.commands.undo();
          other.commands.redo();
        } else {
          const { from } = other.state.selection;
          startUndoStep(other);
          other.view.dispatch(other.state.tr.delete(from - 3, from));
          other.commands.undo();
        }
        putCursor(mover, at);
        run(mover, moveBlock(way));
        receive(mine, Y.encodeStateAsUpdate(docs[0] as Y.Doc));
        exchange(...docs);
        expect(mover.state.doc.textContent.split('abc'), `${at}, ${back}`).toHaveLength(2);
        expect(mover.state.doc.textContent).toContain('Départementabc et la');
        expectAllAgree(docs, editors);
        stop();
      }
  });

  const moves = [
    ['Objet', 1],
    ['Département', 1],
    ['Département', -1],
  ] as const;

  test.each(moves)('has words once that are done again after the move came (%s, %i)', (at, way) => {
    for (const back of ['typed', 'deleted'] as const) {
      const { docs, editors } = together(named(), 2);
      const [mover, other] = editors;
      const mine = docs[1] as Y.Doc;
      const stop = watchDisplacedWords(sequenceOf(mine), {
        unseen: () => new Map(),
        tell: (displaced) => expect(displaced).toBe('nothing is lost'),
      });
      putCursor(other, 'Département');
      type(other, 'abc');
      exchange(...docs);
      if (back === 'typed') other.commands.undo();
      else {
        const { from } = other.state.selection;
        startUndoStep(other);
        other.view.dispatch(other.state.tr.delete(from - 3, from));
      }
      putCursor(mover, at);
      run(mover, moveBlock(way));
      receive(mine, Y.encodeStateAsUpdate(docs[0] as Y.Doc));
      if (back === 'typed') other.commands.redo();
      else other.commands.undo();
      expect(wordsBefore(other)).toBe('Le Départementabc');
      type(other, 'def');
      exchange(...docs);
      expect(mover.state.doc.textContent.split('Départementabcdef et la')).toHaveLength(2);
      expect(mover.state.doc.textContent.split('abc')).toHaveLength(2);
      expectAllAgree(docs, editors);
      stop();
    }
  });

  test.each(moves)('gets back what its mover had seen gone (%s, %i)', (at, way) => {
    const { docs, editors } = together(named(), 2);
    const [mover, other] = editors;
    putCursor(other, 'Le Département');
    startUndoStep(other);
    const { from } = other.state.selection;
    other.view.dispatch(other.state.tr.delete(from - 11, from));
    exchange(...docs);
    putCursor(mover, at === 'Objet' ? at : 'la Mission');
    run(mover, moveBlock(way));
    exchange(...docs);
    other.commands.undo();
    exchange(...docs);
    expect(mover.state.doc.textContent).toContain('Le Département et la Mission.');
    expectAllAgree(docs, editors);
  });

  test.each(moves)('takes along words that the server had confirmed before the move came (%s, %i)', (at, way) => {
    const { docs, editors } = together(named(), 2);
    const [mover, other] = editors;
    const mine = docs[1] as Y.Doc;
    const stop = watchDisplacedWords(sequenceOf(mine), {
      unseen: () => new Map(),
      tell: (displaced) => expect(displaced).toBe('nothing is lost'),
    });
    putCursor(other, 'Département');
    type(other, 'abc');
    putCursor(mover, at);
    run(mover, moveBlock(way));
    receive(mine, Y.encodeStateAsUpdate(docs[0] as Y.Doc));
    exchange(...docs);
    expect(mover.state.doc.textContent.split('Départementabc et la')).toHaveLength(2);
    expectAllAgree(docs, editors);
    stop();
  });

  test('or deletes hands over what an undo brings back to where it was', () => {
    const { docs, editors } = together(named(), 2);
    const [deleter, other] = editors;
    const told: unknown[] = [];
    const stop = watchDisplacedWords(sequenceOf(docs[1] as Y.Doc), {
      unseen: () => new Map(),
      tell: (one) => told.push(one),
    });
    putCursor(other, 'Le Département');
    startUndoStep(other);
    const { from } = other.state.selection;
    other.view.dispatch(other.state.tr.delete(from - 11, from));
    exchange(...docs);
    putCursor(deleter, 'la Mission');
    run(deleter, deleteBlock);
    exchange(...docs);
    const without = textOf(docs[0] as Y.Doc).toJSON();
    other.commands.undo();
    exchange(...docs);
    expect(told).toEqual([{ blockId: id(2).id, words: 'Département' }]);
    expect(textOf(docs[0] as Y.Doc).toJSON()).toEqual(without);
    expectAllAgree(docs, editors);
    stop();
  });

  test('keeps an undo where somebody has only joined the block to the one before', () => {
    const { docs, editors } = together([paragraph('Avant.', id(1)), paragraph('Une réunion par an.', id(2))], 2);
    const [joiner, other] = editors;
    putCursor(other, 'Une réunion');
    startUndoStep(other);
    const { from } = other.state.selection;
    other.view.dispatch(other.state.tr.delete(from - 8, from));
    exchange(...docs);
    putCursor(joiner, 'Une', 'before');
    press(joiner, 'Backspace');
    exchange(...docs);
    other.commands.undo();
    exchange(...docs);
    expect(joiner.state.doc.textContent).toContain('Une réunion par an.');
    expectAllAgree(docs, editors);
  });

  test('at random, under typing, undo and redo: no word is ever in another block, nor twice', () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const below = dice(seed);
      const { docs, editors } = together(named(), 2);
      const [mover, other] = editors;
      const [theirs, mine] = docs as [Y.Doc, Y.Doc];
      let confirmed = new Map<number, number>();
      const confirm = () => {
        confirmed = new Map([mine.clientID, mine.clientID + 2 ** 31].map((one) => [one, Y.getState(mine.store, one)]));
      };
      confirm();
      const stop = watchDisplacedWords(sequenceOf(mine), {
        unseen: () => confirmed,
        tell: (displaced) => expect(displaced, `seed ${seed}`).toBe('nothing is lost'),
      });
      putCursor(other, 'Département');
      const acts: (() => void)[] = [
        () => {
          startUndoStep(other);
          type(other, `«${below(1_000_000)}»`);
        },
        () => void other.commands.undo(),
        () => void other.commands.redo(),
        () => {
          putCursor(mover, below(2) ? 'Le ' : 'Obj');
          run(mover, moveBlock(below(2) ? 1 : -1));
        },
        () => {
          receive(mine, Y.encodeStateAsUpdate(theirs));
          if (below(2)) confirm();
        },
        // What the mover gets to see of words without their block, the other's page puts right before the next move.
        () => exchange(theirs, mine, theirs),
      ];
      for (let step = 0; step < 25; step += 1) acts[below(acts.length)]?.();
      exchange(...docs);
      exchange(...docs);
      expectAllAgree(docs, editors);
      const words = mover.state.doc.textContent;
      const runs = words.match(/«\d+»/g) ?? [];
      expect(new Set(runs).size, `seed ${seed}: ${words}`).toBe(runs.length);
      const elsewhere = words.replace(/Le Département(«\d+»)* et la Mission\./, '');
      expect(elsewhere, `seed ${seed}: ${words}`).not.toMatch(/[«»]/);
      stop();
    }
  });

  test('while two others write in it takes along the words of both, each one’s next letter behind them', () => {
    const { docs, editors } = together(named(), 3);
    const [mover, ...others] = editors;
    const mine = docs.slice(1) as [Y.Doc, Y.Doc];
    const stops = mine.map((doc) => {
      const seenTo = Y.getState(doc.store, doc.clientID);
      const unseen = () => new Map([[doc.clientID, seenTo]]);
      return watchDisplacedWords(sequenceOf(doc), { unseen, tell: (one) => expect(one).toBe('nothing is lost') });
    });
    putCursor(others[0] as Editor, 'Le ');
    type(others[0] as Editor, 'abc');
    putCursor(others[1] as Editor, 'Département');
    type(others[1] as Editor, 'xyz');
    // They hear of each other before either hears of the move.
    exchange(...mine);
    putCursor(mover, 'Objet');
    run(mover, moveBlock(1));
    const moved = Y.encodeStateAsUpdate(docs[0] as Y.Doc);
    for (const doc of mine) Y.applyUpdate(doc, moved, 'remote');
    type(others[0] as Editor, 'def');
    type(others[1] as Editor, 'uvw');
    exchange(...docs);
    exchange(...docs);
    expect(mover.state.doc.textContent).toContain('Le abcdefDépartementxyzuvw et la Mission.Objet');
    expectAllAgree(docs, editors);
    for (const stop of stops) stop();
  });
});

/** Acts that leave what others type where it is. */
const disturbances: ((editor: Editor) => unknown)[] = [
  (editor) => press(editor, 'Enter'),
  (editor) => run(editor, setForm('objective')),
  (editor) => run(editor, setForm('paragraph')),
  (editor) => run(editor, setForm('bulletList')),
  (editor) => run(editor, markBlocks('ACTION', 'MUST')),
  (editor) => editor.commands.toggleMark('bold'),
  (editor) => press(editor, 'Backspace'),
];

const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);

/** Puts a cursor right before a letter of the first text, never into what the others type. */
function visitLetter(editor: Editor, below: (most: number) => number) {
  const places: number[] = [];
  editor.state.doc.descendants((node, pos) => {
    if (node.isText)
      [...(node.text ?? '')].forEach((letter, at) => {
        if (/[a-zé.]/.test(letter) && (at === 0 || /[a-zé. ]/.test(node.text?.[at - 1] ?? ''))) places.push(pos + at);
      });
  });
  const pos = places[below(places.length)];
  if (pos !== undefined) editor.commands.setTextSelection(pos);
}

describe('two who type in one paragraph and a third who acts around them', () => {
  test.each(seeds)(
    'keep their runs in one piece and in order, their cursors behind what they typed (seed %i)',
    (seed) => {
      const below = dice(seed);
      const { docs, editors } = together(start(), 3);
      const [one, two, third] = editors as [Editor, Editor, Editor];
      const emitted: Uint8Array[] = [];
      const first = Y.encodeStateAsUpdate(docs[0] as Y.Doc);
      for (const doc of docs) doc.on('update', (update, origin) => void (origin !== 'wire' && emitted.push(update)));
      // Both at one place.
      for (const editor of [one, two]) putCursor(editor, 'Département et');
      const runs = ['', ''];
      for (let step = 0; step < 60; step += 1) {
        const who = below(3);
        if (who < 2) {
          const letter = String.fromCharCode((who === 0 ? 65 : 0x391) + ((runs[who] ?? '').length % 17));
          type(editors[who] as Editor, letter);
          runs[who] += letter;
        } else {
          visitLetter(third, below);
          const { $from } = third.state.selection;
          const before = $from.parent.textBetween(0, $from.parentOffset).at(-1) ?? '';
          const act = disturbances[below(disturbances.length)];
          // Nobody erases what the two type: that is not what is tried here.
          if (act && (act !== disturbances.at(-1) || /[a-zé. ]/.test(before))) act(third);
          if (below(4) === 0) third.commands.undo();
          if (below(6) === 0) third.commands.redo();
        }
        if (below(2) === 0) exchange(...docs);
      }
      exchange(...docs);
      expectAllAgree(docs, editors);
      for (const [index, run] of runs.entries()) {
        const editor = editors[index] as Editor;
        expect(editor.state.doc.textContent).toContain(run);
        const { $head } = editor.state.selection;
        if (run !== '') expect($head.parent.textBetween(0, $head.parentOffset).endsWith(run)).toBe(true);
      }
      // R14: what was told, one by one, is what everybody has.
      const replay = quiet(new Y.Doc());
      Y.applyUpdate(replay, first);
      for (const update of emitted) receive(replay, update);
      expect(textOf(replay).toJSON()).toEqual(one.getJSON());
    },
  );

  test.each(seeds)(
    'take back and do again their own words alone, the cursor behind what came back (seed %i)',
    (seed) => {
      const below = dice(500 + seed);
      const { docs, editors } = together(start(), 2);
      const [one, two] = editors;
      for (const editor of [one, two]) putCursor(editor, 'Département et');
      for (let step = 0; step < 12; step += 1) {
        const who = below(2);
        type(editors[who] as Editor, who === 0 ? 'X' : 'Ω');
        if (below(2) === 0) exchange(...docs);
      }
      type(one, 'X');
      exchange(...docs);
      const before = one.getJSON();
      const typed = one.state.doc.textContent.split('X').length - 1;
      one.commands.undo();
      exchange(...docs);
      expect(one.state.doc.textContent).not.toContain('X');
      putCursor(one, 'Une réunion');
      one.commands.redo();
      exchange(...docs);
      expect(one.getJSON()).toEqual(before);
      expect(one.state.doc.textContent.split('X')).toHaveLength(typed + 1);
      const { $head } = one.state.selection;
      expect($head.parent.textBetween(0, $head.parentOffset).endsWith('X')).toBe(true);
      expectAllAgree(docs, editors);
    },
  );
});

test('who may only read never writes anything, whatever the others do', () => {
  const docs = [docOf(start(), 7), quiet(new Y.Doc()), quiet(new Y.Doc())] as const;
  exchange(...docs);
  link(...docs);
  const editors = [openEditor(docs[0]), openEditor(docs[1]), openEditor(docs[2], { mayWrite: false })] as const;
  open.push(...editors);
  let own = 0;
  docs[2].on('update', (_update, origin) => {
    if (origin !== 'wire') own += 1;
  });
  const [one, two] = editors;
  const clock = () => Y.getState(docs[2].store, docs[2].clientID);
  for (const [words, act] of [
    ['Département', () => one.commands.toggleMark('bold')],
    ['et la', () => two.commands.toggleMark('italic')],
    ['Mission', () => one.commands.setLink({ href: 'https://exemple.fr' })],
    ['Mission', () => two.commands.toggleMark('bold')],
  ] as const) {
    putCursor(one, words, 'around');
    putCursor(two, words, 'around');
    act();
  }
  putCursor(one, 'Mission');
  press(one, 'Enter');
  run(two, insertTable(2, 2));
  type(two, 'cellule');
  for (let step = 0; step < 6; step += 1) {
    one.commands.undo();
    two.commands.undo();
  }
  for (let step = 0; step < 6; step += 1) {
    one.commands.redo();
    two.commands.redo();
  }
  expect(own).toBe(0);
  expect(clock()).toBe(0);
  expectAllAgree(docs, editors);
});

describe('a composition', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const event = (editor: Editor, name: string) =>
    editor.view.dom.dispatchEvent(new CompositionEvent(name, { bubbles: true, data: '' }));

  /** One letter more of the composed word, as the input method puts it in place of what was there. */
  function compose(editor: Editor, before: string, now: string) {
    const at = editor.state.selection.head - before.length;
    expect(editor.state.doc.textBetween(at, at + before.length)).toBe(before);
    editor.view.dispatch(editor.state.tr.insertText(now, at, at + before.length));
  }

  const others: [string, string, (editor: Editor) => void, (text: string) => void][] = [
    [
      'types before it',
      'Le ',
      (editor) => type(editor, 'grand '),
      (text) => expect(text).toContain('Le grand Départementéquipe'),
    ],
    [
      'types behind it',
      'Département',
      (editor) => type(editor, 'Z'),
      (text) => expect(text).toMatch(/Département(Zéquipe|équipeZ) et/),
    ],
    [
      'splits before it',
      'Le ',
      (editor) => void press(editor, 'Enter'),
      (text) => expect(text).toContain('Départementéquipe et'),
    ],
    [
      'splits behind it',
      'et la',
      (editor) => void press(editor, 'Enter'),
      (text) => expect(text).toContain('Départementéquipe et'),
    ],
    [
      'deletes before it',
      'Le ',
      (editor) => void press(editor, 'Backspace'),
      (text) => expect(text).toContain('Départementéquipe'),
    ],
    [
      'makes it a heading',
      'Le ',
      (editor) => void run(editor, setForm('axis')),
      (text) => expect(text).toContain('Départementéquipe'),
    ],
    [
      'makes it an item',
      'Le ',
      (editor) => void run(editor, setForm('bulletList')),
      (text) => expect(text).toContain('Départementéquipe'),
    ],
    ['moves it', 'Le ', (editor) => void run(editor, moveBlock(1)), (text) => expect(text).toContain('équipe')],
    [
      'deletes the whole block',
      'Le ',
      (editor) => void run(editor, deleteBlock),
      (text) => expect(text).toContain('équipe'),
    ],
  ];
  test.each(others)(
    'is whole and there once where somebody %s, and other blocks show meanwhile',
    (_name, at, act, check) => {
      const { docs, editors } = together(start(), 2);
      const [one, two] = editors;
      link(...docs);
      putCursor(one, 'Département');
      event(one, 'compositionstart');
      let composed = '';
      for (const now of ['e', 'éq', 'équ']) {
        compose(one, composed, now);
        composed = now;
        if (now === 'éq') {
          putCursor(two, 'réunion');
          type(two, 'Q');
          expect(one.state.doc.textContent).toContain('réunionQ');
          putCursor(two, at);
          act(two);
        }
      }
      compose(one, composed, 'équipe');
      event(one, 'compositionend');
      vi.advanceTimersByTime(10_000);
      expect(one.state.doc.textContent.split('équipe')).toHaveLength(2);
      check(one.state.doc.textContent);
      const { $head } = one.state.selection;
      expect($head.parent.textBetween(0, $head.parentOffset)).toMatch(/équipe$|équipeZ$/);
      expectAllAgree(docs, editors);
    },
  );

  test('that rests holds others back for a while and no longer, however much they write', () => {
    const { docs, editors } = together(start(), 2);
    const [one, two] = editors;
    link(...docs);
    putCursor(one, 'Département');
    event(one, 'compositionstart');
    compose(one, '', 'é');
    putCursor(two, 'Mission');
    for (let second = 0; second < 5; second += 1) {
      type(two, 'Z');
      expect(one.state.doc.textContent.includes('Z')).toBe(false);
      vi.advanceTimersByTime(900);
    }
    expect(one.state.doc.textContent).toContain('MissionZZZZZ');
  });

  test('that has ended gives way at once, also when somebody writes in that moment', () => {
    const { docs, editors } = together(start(), 2);
    const [one, two] = editors;
    link(...docs);
    putCursor(one, 'Département');
    event(one, 'compositionstart');
    compose(one, '', 'é');
    event(one, 'compositionend');
    putCursor(two, 'Mission');
    type(two, 'Z');
    type(one, 'q');
    vi.advanceTimersByTime(100);
    expect(one.state.doc.textContent).toContain('MissionZ');
    expect(one.state.doc.textContent).toContain('Départementéq');
    expectAllAgree(docs, editors);
  });
});

describe('two in one table', () => {
  function withTable() {
    const all = together([paragraph('Avant'), paragraph('')], 2);
    const [one] = all.editors;
    one.commands.setTextSelection(one.state.doc.content.size - 1);
    run(one, insertTable(2, 2));
    for (const words of ['aa', 'bb', 'cc', 'dd']) {
      type(one, words);
      press(one, 'Tab');
    }
    exchange(...all.docs);
    return all;
  }
  const cellOf = (editor: Editor, words: string) => {
    putCursor(editor, words);
    const { $head } = editor.state.selection;
    return $head.before($head.depth - 1);
  };

  test('a column deleted, a row added and typed in: the row has its words, the column is gone', () => {
    const { docs, editors } = withTable();
    const [one, two] = editors;
    putCursor(one, 'bb');
    run(one, deleteColumn);
    putCursor(two, 'cc');
    run(two, addRowAfter);
    const after = cellOf(two, 'dd') + two.state.doc.resolve(cellOf(two, 'dd') + 1).parent.nodeSize;
    two.view.dispatch(two.state.tr.setSelection(TextSelection.near(two.state.doc.resolve(after + 1))));
    type(two, 'neuf');
    putCursor(two, 'aa');
    type(two, 'plus');
    exchange(...docs);
    expectAllAgree(docs, editors);
    for (const words of ['aaplus', 'cc', 'neuf']) expect(one.state.doc.textContent).toContain(words);
    expect(one.state.doc.textContent).not.toContain('bb');
  });

  test('cells merged while somebody types in a covered one: no word is lost', () => {
    const { docs, editors } = withTable();
    const [one, two] = editors;
    const selection = CellSelection.create(one.state.doc, cellOf(one, 'aa'), cellOf(one, 'bb'));
    one.view.dispatch(one.state.tr.setSelection(selection));
    expect(run(one, mergeCells)).toBe(true);
    putCursor(two, 'bb');
    type(two, 'suite');
    exchange(...docs);
    expectAllAgree(docs, editors);
    for (const words of ['aa', 'suite', 'cc', 'dd']) expect(one.state.doc.textContent).toContain(words);
  });
});
