// @vitest-environment happy-dom
// A decision that is taken back: what it decided is suggested as it was, and what others wrote meanwhile stays as they wrote it.
import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { deleteColumn, deleteRow } from '@tiptap/pm/tables';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { keptBlocks } from '#domain/suggestions/kept-units.ts';
import type { SettledChange } from '#domain/suggestions/settled-changes.ts';
import { type Settling, settleSuggestions } from '#domain/suggestions/settling.ts';
import { suggestAllAgain } from '#domain/suggestions/suggested-again.ts';
import { stretchesOf, suggestionsIn, suggestionWriters } from '#domain/suggestions/suggested-text.ts';
import { INSERTION } from '#domain/texts/text-grammar.ts';
import { blocksIn, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { type Acts, commonActs, stepOf } from './random-acts.ts';
import { bullets, docOf, exchange, heading, idOf, item, openEditor, ownSuggestions, paragraph, run } from './rig.ts';

const open: Editor[] = [];
const close = () => {
  for (const editor of open.splice(0)) editor.destroy();
};
afterEach(close);

const content = () => [
  heading('article', 'Objet', { id: 'objet' }),
  paragraph('Le Département et la Mission bassin minier.', { id: 'partie' }),
  bullets(item('suivre les cités', { id: 'suivre' }), item('rendre compte', { id: 'rendre' })),
  paragraph('Une réunion par an, au printemps.', { id: 'reun' }),
  {
    type: 'table',
    attrs: { id: idOf('table') },
    content: [0, 1].map((line) => ({
      type: 'tableRow',
      content: ['Part', 'Somme'].map((words) => ({ type: 'tableCell', content: [paragraph(`${words} ${line}`)] })),
    })),
  },
];

const editorOn = (doc: Y.Doc, suggesting: ReturnType<typeof ownSuggestions> | null = null) => {
  const editor = openEditor(doc, { suggesting, onlySuggests: suggesting !== null });
  open.push(editor);
  return editor;
};

const acts: Acts = {
  ...commonActs,
  lessRow: (editor) => run(editor, deleteRow),
  lessColumn: (editor) => run(editor, deleteColumn),
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
const step = stepOf(acts);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const act = (editor: Editor, { action, place, dice }: Step) => {
  const pos = Math.round(place * editor.state.doc.content.size);
  editor.view.dispatch(editor.state.tr.setSelection(Selection.near(editor.state.doc.resolve(pos))));
  acts[action]?.(editor, dice);
};

/** All that a text holds: words, blocks and what is suggested of each. */
const wholeOf = (doc: Y.Doc) =>
  keptBlocks(blocksIn(sequenceOf(doc))).map((unit) =>
    'words' in unit
      ? unit
      : // Keys stand in the order in which they were said.
        {
          ...unit,
          keys: Object.fromEntries(
            Object.entries(unit.keys)
              .filter(([, value]) => value !== null)
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
        },
  );

/** The text as a server reads it back: what is deleted is forgotten. */
function stored(doc: Y.Doc, clientID: number): Y.Doc {
  const copy = quiet(new Y.Doc());
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = clientID;
  return copy;
}

const idsIn = (doc: Y.Doc) => [...suggestionsIn(sequenceOf(doc)).keys()];

const settle = (doc: Y.Doc, ids: readonly string[], settling: Settling): SettledChange[] =>
  JSON.parse(JSON.stringify(doc.transact(() => settleSuggestions(sequenceOf(doc), new Set(ids), settling))));

/** The letters of a client with what is agreed of each, in their order. */
function lettersOf(doc: Y.Doc, client: number): string[] {
  const found: string[] = [];
  for (const { sequence } of stretchesOf(sequenceOf(doc))) {
    const held = new Map<string, unknown>();
    for (let item = sequence._start; item; item = item.right) {
      if (item.deleted) continue;
      const { content } = item;
      if (content instanceof Y.ContentFormat) held.set(content.key, content.value);
      else if (content instanceof Y.ContentString && item.id.client === client)
        found.push(
          ...[...content.str].map((letter) => `${letter} ${held.get('bold') ?? ''} ${held.get(INSERTION) ?? ''}`),
        );
    }
  }
  return found;
}

/** Takes back what was decided of `asked`; what was decided of others is said. */
function again(
  doc: Y.Doc,
  asked: readonly string[],
  changes: readonly SettledChange[],
  authors: ReadonlyMap<string, string | null>,
  others: readonly (readonly [string, Settling])[] = [],
) {
  const all = changes.filter(({ suggestionIds }) => suggestionIds.some((id) => asked.includes(id)));
  const fates = new Map(others.map(([id, settling]) => [id, { decisionId: settling, settling }]));
  return suggestAllAgain(all, { asked, fates, authors }, async (writer, change) => {
    doc.clientID = clientOf.get(writer) ?? SERVER;
    change(sequenceOf(doc));
  });
}

const withoutIds = (units: ReturnType<typeof wholeOf>) =>
  units.map((unit) => ('words' in unit ? unit : { ...unit, keys: { ...unit.keys, id: null, previousId: null } }));

const [FIRST, SECOND, SERVER] = [11, 12, 31];
/** Clients of the two people, and those that the server writes under for them. */
const people = new Map([
  [FIRST, 'one'],
  [SECOND, 'two'],
  [41, 'one'],
  [42, 'two'],
]);
const clientOf = new Map<string | null, number>([
  ['one', 41],
  ['two', 42],
]);

/** Whose the suggestions of a text are, of those that words or blocks of it carry. */
function authorsIn(doc: Y.Doc): Map<string, string | null> {
  const writers = suggestionWriters(sequenceOf(doc));
  const authorOf = (id: string) => people.get((writers.get(id)?.client ?? 0) % 2 ** 31) ?? null;
  return new Map(idsIn(doc).map((id) => [id, authorOf(id)]));
}

/** A text in which two people have suggested at random. */
function suggested(steps: readonly Step[]): Y.Doc {
  const first = docOf(content(), 7);
  const docs = [first, quiet(new Y.Doc())] as const;
  docs.forEach((doc, index) => {
    doc.clientID = index === 0 ? FIRST : SECOND;
  });
  exchange(...docs);
  const editors = docs.map((doc) => editorOn(doc, ownSuggestions()));
  for (const one of steps) {
    act(editors[one.who % 2] as Editor, one);
    if (one.meets >= 0) exchange(...docs);
  }
  exchange(...docs);
  close();
  return first;
}

const RUNS = Number(process.env.SUGGESTING_RUNS ?? 40);
const some = fc.array(step, { minLength: 1, maxLength: 12 });
const how = fc.constantFrom<Settling>('accept', 'refuse');
const choice = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
const seed = 20_261_130;

test('taken back at once, it leaves the text as it was, whatever was suggested, each suggestion being whose it was', () =>
  fc.assert(
    fc.asyncProperty(some, how, choice, async (steps, settling, chosen) => {
      const doc = suggested(steps);
      const authors = authorsIn(doc);
      const ids = [...authors.keys()].filter((_, index) => chosen[index % 12]);
      const before = wholeOf(doc);
      const decided = stored(doc, SERVER);
      const changes = settle(decided, ids, settling);
      const back = stored(decided, SERVER);
      const { done } = await again(back, ids, changes, authors);
      expect(changes.filter((change) => !done.has(change))).toEqual([]);
      expect(wholeOf(back)).toEqual(before);
      expect(authorsIn(back)).toEqual(authors);
    }),
    { numRuns: RUNS, seed },
  ));

test('one of several that were decided together is taken back alone, and the others stay decided', () =>
  fc.assert(
    fc.asyncProperty(some, how, fc.nat(), async (steps, settling, which) => {
      const doc = suggested(steps);
      const authors = authorsIn(doc);
      const ids = [...authors.keys()];
      const one = ids[which % Math.max(1, ids.length)];
      if (one === undefined) return;
      const decided = stored(doc, SERVER);
      const changes = settle(decided, ids, settling);
      const after = wholeOf(decided);
      const back = stored(decided, SERVER);
      const others = ids.filter((id) => id !== one);
      await again(
        back,
        [one],
        changes,
        authors,
        others.map((id) => [id, settling]),
      );
      expect(idsIn(back).filter((id) => id !== one)).toEqual([]);
      // Decided anew as before, it is the text of before. A block that two had moved or taken away may have another id by then.
      settle(back, [one], settling);
      expect(withoutIds(wholeOf(back))).toEqual(withoutIds(after));
    }),
    { numRuns: RUNS, seed },
  ));

test('what others write meanwhile stays as they wrote it, and the same decision makes the same text again', () =>
  fc.assert(
    fc.asyncProperty(some, some, how, choice, async (steps, meanwhile, settling, chosen) => {
      const doc = suggested(steps);
      const authors = authorsIn(doc);
      const ids = [...authors.keys()].filter((_, index) => chosen[index % 12]);
      const changes = settle(doc, ids, settling);
      const writing = stored(doc, 51);
      const editor = editorOn(writing);
      for (const one of meanwhile) act(editor, one);
      close();
      const written = wholeOf(writing);
      const back = stored(writing, SERVER);
      await again(back, ids, changes, authors);
      expect(lettersOf(back, 51)).toEqual(lettersOf(writing, 51));
      settle(back, ids, settling);
      expect(wholeOf(back)).toEqual(written);
    }),
    { numRuns: RUNS, seed },
  ));
