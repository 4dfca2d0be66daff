// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { currentBlock } from '#app/editor/commands.ts';
import { outlineOf } from '#app/editor/outline.ts';
import { deleteBlock } from '#app/editor/place-commands.ts';
import { repairBlockIds, textOf } from '#domain/texts/live-text.ts';
import { blocksOf } from '#domain/texts/text-schema.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import { type Acts, commonActs, stepOf } from './random-acts.ts';
import { bullets, docOf, exchange, heading, ids, item, openEditor, paragraph, run } from './rig.ts';

const actions: Acts = {
  ...commonActs,
  copy: (editor, dice) => pasteBlock(editor, dice, false),
  cut: (editor, dice) => pasteBlock(editor, dice, true),
};

/** Copies or cuts the block at the cursor and pastes it before the top-level node number `dice`. */
function pasteBlock(editor: Editor, dice: number, cut: boolean) {
  const block = currentBlock(editor.state);
  if (!block) return;
  const $start = editor.state.doc.resolve(block.pos);
  const content = $start.depth === 0 ? block.node : $start.node(1);
  if (cut) run(editor, deleteBlock);
  const { doc, tr } = editor.state;
  let pos = 0;
  for (let index = 0; index < dice % (doc.childCount + 1); index += 1) pos += doc.child(index).nodeSize;
  editor.view.dispatch(tr.insert(pos, content).setMeta('paste', true));
}

const step = stepOf(actions);

function start(): { docs: Y.Doc[]; editors: Editor[] } {
  const first = docOf(
    [
      heading('article', 'Objet', { id: 'a1' }),
      paragraph('La présente convention a pour objet de préciser.', { id: 'p1' }),
      bullets(
        item('Premier point', { id: 'l1' }),
        item('Second point', { id: 'l2' }, [bullets(item('Dedans', { id: 'l3' }))]),
      ),
      heading('axis', 'Paysages', { id: 'x1' }),
      paragraph('Le bénéficiaire s’engage à suivre.', { id: 'p2', mark: 'COMMITMENT', degree: 'COMMITS' }),
    ],
    100,
  );
  const docs = [first, quiet(new Y.Doc()), quiet(new Y.Doc())];
  docs.forEach((doc, index) => {
    doc.clientID = 101 + index;
  });
  exchange(...docs);
  return { docs, editors: docs.map((doc) => openEditor(doc)) };
}

function act(editor: Editor, { action, place, dice }: { action: string; place: number; dice: number }) {
  const { doc } = editor.state;
  const $place = doc.resolve(Math.floor(place * doc.content.size));
  editor.view.dispatch(editor.state.tr.setSelection(Selection.near($place)));
  actions[action]?.(editor, dice);
}

test.each([1, 2, 3, 4, 5, 6])(
  'three who split, join, paste, wrap, move and undo apart end with equal texts and ids of their own (seed %i)',
  (seed) => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        const { docs, editors } = start();
        for (const one of steps) {
          const [editor, doc, other] = [editors[one.who], docs[one.who], docs[one.meets]];
          if (!editor || !doc) continue;
          act(editor, one);
          if (other && other !== doc) exchange(doc, other);
        }
        exchange(...docs);
        // What two people made together is mended by the server alone.
        const [one] = docs;
        if (one) repairBlockIds(one);
        exchange(...docs);
        for (const [index, doc] of docs.entries()) expect(editors[index]?.getJSON()).toEqual(textOf(doc).toJSON());
        const [first, ...rest] = editors;
        if (!first) return;
        first.state.doc.check();
        for (const editor of rest) expect(editor.state.doc.toJSON()).toEqual(first.state.doc.toJSON());
        expect(ids(first).filter((id) => id === 'null' || id === 'undefined')).toEqual([]);
        expect(new Set(ids(first)).size).toBe(ids(first).length);
        for (const editor of editors) expectNumbers(editor);
        for (const editor of editors) editor.destroy();
      }),
      { seed, numRuns: 8, endOnFailure: true },
    );
  },
  120_000,
);

/** What is shown, kept change by change, equals what is counted from nothing. */
function expectNumbers(editor: Editor) {
  const all = blocksOf(editor.state.doc);
  const headings = all.filter(({ kind }) => ['ARTICLE', 'AXIS', 'OBJECTIVE', 'SUBHEADING'].includes(kind));
  const outline = outlineOf(editor.state);
  expect(outline.map(({ id, title }) => [id, title])).toEqual(headings.map(({ id, title }) => [id, title]));
  const figures = (label: string | null | undefined) => /[\d.]+$/.exec(label ?? '')?.[0] ?? null;
  expect(outline.map(({ label }) => figures(label))).toEqual(headings.map(({ number }) => number));
  const shown = [...editor.view.dom.querySelectorAll<HTMLElement>('[data-number]')];
  const numbered = headings.filter(({ number }) => number !== null);
  expect(shown.map(({ dataset }) => [dataset.block, figures(dataset.number)])).toEqual(
    numbered.map(({ id, number }) => [id, number]),
  );
  const badged = [...editor.view.dom.querySelectorAll<HTMLElement>('[data-badge]')];
  expect(badged).toHaveLength(all.filter(({ mark }) => mark !== null).length);
}
