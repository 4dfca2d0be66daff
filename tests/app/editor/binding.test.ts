// @vitest-environment happy-dom
// The binding of an editor to the shared sequence, by properties: whatever several people do at once, each editor shows
// what its sequence says, all sequences become the same, and nobody's words are lost.
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  mergeCells,
  splitCell,
  toggleHeaderRow,
} from '@tiptap/pm/tables';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { indent, markBlocks, outdent, setForm } from '#app/editor/commands.ts';
import { deleteBlock, insertTable, moveBlock } from '#app/editor/place-commands.ts';
import { blocksIn, quiet, sequenceOf, treeOfSequence } from '#domain/texts/text-sequence.ts';
import { bullets, docOf, heading, item, openEditor, paragraph, press, receive, run } from './rig.ts';

const open: Editor[] = [];
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

function random(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (most: number) => Math.floor(next() * most),
    pick: <Value>(values: readonly Value[]) => values[Math.floor(next() * values.length)] as Value,
  };
}

const start = () => [
  heading('article', 'Objet'),
  paragraph('Le Département et la Mission.'),
  bullets(
    item('suivre les cités'),
    item('préparer les terrils', {}, [bullets(item('visiter'))]),
    item('rendre compte'),
  ),
  heading('objective', 'Veille'),
  paragraph('Une réunion par an.'),
];

interface Peer {
  editor: Editor;
  doc: Y.Doc;
  inbox: Uint8Array[];
}

function peers(count: number): Peer[] {
  const first = Y.encodeStateAsUpdate(docOf(start(), 1));
  const all: Peer[] = Array.from({ length: count }, (_, index) => {
    const doc = quiet(new Y.Doc());
    doc.clientID = 100 + index;
    Y.applyUpdate(doc, first);
    const editor = openEditor(doc);
    open.push(editor);
    return { editor, doc, inbox: [] };
  });
  for (const peer of all)
    peer.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'wire') return;
      for (const other of all) if (other !== peer) other.inbox.push(update);
    });
  return all;
}

function deliver({ doc, inbox }: Peer, count = inbox.length): void {
  const updates = inbox.splice(0, count);
  Y.transact(doc, () => updates.forEach((update) => void receive(doc, update)), 'wire', false);
}

/** The editor's document is what its sequence says. */
function expectAgreement({ editor, doc }: Peer): void {
  const said = treeOfSequence(blocksIn(sequenceOf(doc)));
  expect(editor.state.doc.toJSON()).toEqual(said.toJSON());
  editor.state.doc.check();
}

function putCursor({ editor }: Peer, { below, next }: ReturnType<typeof random>): void {
  const { doc } = editor.state;
  const at = () => {
    const found = TextSelection.near(doc.resolve(below(doc.content.size + 1)), next() < 0.5 ? -1 : 1);
    const { $from } = found;
    // A cursor never stands between the two halves of a character.
    const isHalf = /[\uD800-\uDBFF]$/.test($from.parent.textBetween(0, $from.parentOffset, '', '\n'));
    return isHalf ? TextSelection.create(doc, $from.pos - 1) : found;
  };
  const selection = next() < 0.7 ? at() : TextSelection.between(at().$anchor, at().$head);
  editor.view.dispatch(editor.state.tr.setSelection(selection));
}

const type = (editor: Editor, words: string) => {
  const { from, to } = editor.state.selection;
  editor.view.dispatch(editor.state.tr.insertText(words, from, to));
};

const acts: Record<string, (editor: Editor, dice: ReturnType<typeof random>) => unknown> = {
  type: (editor, { pick }) => type(editor, pick(['a', 'à la', 'é', ' ', 'aa', '😀'])),
  typeAgain: (editor) => type(editor, 'n'),
  enter: (editor) => press(editor, 'Enter'),
  backspace: (editor) => press(editor, 'Backspace'),
  erase: (editor) => editor.commands.deleteSelection(),
  eraseOne: (editor) => {
    const { from, empty, $from } = editor.state.selection;
    // Keys take away whole characters.
    const length = /[\uDC00-\uDFFF]$/.test($from.parent.textBetween(0, $from.parentOffset, '', '\n')) ? 2 : 1;
    if (empty && $from.parentOffset >= length) editor.view.dispatch(editor.state.tr.delete(from - length, from));
  },
  bold: (editor) => editor.commands.toggleMark('bold'),
  italic: (editor) => editor.commands.toggleMark('italic'),
  form: (editor, { pick }) =>
    run(editor, setForm(pick(['paragraph', 'article', 'objective', 'bulletList', 'orderedList'] as const))),
  indent: (editor) => run(editor, indent),
  outdent: (editor) => run(editor, outdent),
  mark: (editor) => run(editor, markBlocks('ACTION', 'MUST')),
  move: (editor, { pick }) => run(editor, moveBlock(pick([-1, 1] as const))),
  remove: (editor) => run(editor, deleteBlock),
  undo: (editor) => editor.commands.undo(),
  redo: (editor) => editor.commands.redo(),
  break: (editor) => editor.commands.setHardBreak(),
  table: (editor) => run(editor, insertTable(2, 2)),
  row: (editor) => run(editor, addRowAfter),
  column: (editor) => run(editor, addColumnAfter),
  dropRow: (editor) => run(editor, deleteRow),
  dropColumn: (editor) => run(editor, deleteColumn),
  header: (editor) => run(editor, toggleHeaderRow),
  mergeCells: (editor) => run(editor, mergeCells),
  splitCell: (editor) => run(editor, splitCell),
  paste: (editor) => editor.view.pasteHTML('<p>collé</p><ul><li>un</li><li>deux</li></ul><p>fin</p>'),
};

function rounds(seed: number, steps: number, names: readonly string[]): void {
  const dice = random(seed);
  const all = peers(3);
  const log: string[] = [];
  try {
    for (let step = 0; step < steps; step += 1) {
      const peer = dice.pick(all);
      if (dice.next() < 0.4) {
        log.push(`${peer.doc.clientID} hears ${peer.inbox.length}`);
        deliver(peer, 1 + dice.below(4));
      } else {
        if (dice.next() < 0.4) putCursor(peer, dice);
        const name = dice.pick(names);
        const { from, to } = peer.editor.state.selection;
        log.push(`${peer.doc.clientID} ${name} at ${from}-${to} of ${peer.editor.state.doc}`);
        acts[name]?.(peer.editor, dice);
      }
      expectAgreement(peer);
    }
    for (const peer of all) deliver(peer);
    for (const peer of all) expectAgreement(peer);
    const [one, ...others] = all;
    for (const other of others) expect(other.editor.state.doc.toJSON()).toEqual(one?.editor.state.doc.toJSON());
  } catch (error) {
    throw new Error(`seed ${seed}\n${log.slice(-4).join('\n')}`, { cause: error });
  }
}

const SEEDS = Number(process.env.BINDING_SEEDS ?? 40);
const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);
/** Found by longer runs: the last letter of words without a marker; words in a table whose last column two people deleted. */
const found = [207, 397].filter((seed) => seed > SEEDS);
const tableActs = ['table', 'row', 'column', 'dropRow', 'dropColumn', 'header', 'mergeCells', 'splitCell'];

describe('an editor and its sequence', () => {
  test.each([...seeds, ...found])(
    'say the same after every act of three people, and all become equal (seed %i)',
    (seed) => {
      rounds(
        seed,
        80,
        Object.keys(acts).filter((name) => !tableActs.includes(name)),
      );
    },
  );
  test.each([...seeds, ...found])('say the same with tables among the acts (seed %i)', (seed) => {
    rounds(1000 + seed, 80, [...Object.keys(acts), 'table', 'row', 'type', 'type']);
  });
});
