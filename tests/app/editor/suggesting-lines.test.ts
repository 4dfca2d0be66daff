// @vitest-environment happy-dom
// Rows and columns of a table that somebody suggests: the table that is agreed stays as it is for every reader, the server takes
// these acts and no others, and each is decided, and a decision taken back, as any suggestion.
import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { addColumnAfter, addRowAfter, addRowBefore, deleteColumn, deleteRow, mergeCells } from '@tiptap/pm/tables';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { keptBlocks } from '#domain/suggestions/kept-units.ts';
import type { SettledChange } from '#domain/suggestions/settled-changes.ts';
import { type Settling, settleSuggestions } from '#domain/suggestions/settling.ts';
import { suggestAllAgain } from '#domain/suggestions/suggested-again.ts';
import { suggestionsIn } from '#domain/suggestions/suggested-text.ts';
import { wordSuggestion } from '#domain/suggestions/suggestion-words.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { lineComeKey, lineGoneKey } from '#domain/texts/text-grammar.ts';
import { blocksIn, partsOf, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { judgeSuggesting } from '#realtime/server/only-suggested.ts';
import { type Acts, stepOf } from './random-acts.ts';
import { docOf, exchange, idOf, openEditor, ownSuggestions, paragraph, putCursor, run } from './rig.ts';

const open: Editor[] = [];
const close = () => {
  for (const editor of open.splice(0)) editor.destroy();
};
afterEach(close);

const cell = (words: string, type = 'tableCell') => ({ type, content: [paragraph(words)] });
const row = (...cells: object[]) => ({ type: 'tableRow', content: cells });
const content = () => [
  paragraph('Les parts.', { id: 'parts' }),
  {
    type: 'table',
    attrs: { id: idOf('table') },
    content: [
      row(cell('Partenaire', 'tableHeader'), cell('Part', 'tableHeader')),
      row(cell('Département'), cell('60 %')),
      row(cell('Mission'), cell('40 %')),
    ],
  },
  paragraph('Voilà.', { id: 'voila' }),
];

function suggesterOf(doc: Y.Doc, { isAlone = true } = {}) {
  const own = ownSuggestions();
  doc.on('beforeObserverCalls', (transaction: Y.Transaction) => {
    if (transaction.local && isAlone) expect(judgeSuggesting(transaction, own.has).onlySuggests).toBe(true);
  });
  const editor = openEditor(doc, { suggesting: own, onlySuggests: true });
  open.push(editor);
  return { editor, own };
}

function copyOf(doc: Y.Doc, clientID: number): Y.Doc {
  const copy = quiet(new Y.Doc());
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = clientID;
  return copy;
}

const settle = (doc: Y.Doc, how: Settling, ids = [...suggestionsIn(sequenceOf(doc)).keys()]): SettledChange[] =>
  JSON.parse(JSON.stringify(doc.transact(() => settleSuggestions(sequenceOf(doc), new Set(ids), how))));

function settled(doc: Y.Doc, how: Settling) {
  const copy = copyOf(doc, 90);
  settle(copy, how);
  return textOf(copy);
}

/** The words of a table, row by row. */
const tableOf = (text: ReturnType<typeof textOf>) =>
  text.child(1).children.map((line) => line.children.map(({ textContent }) => textContent).join(' | '));

const said = (doc: Y.Doc) => [...suggestionsIn(sequenceOf(doc)).values()].map((parts) => wordSuggestion(parts));

const whole = ['Partenaire | Part', 'Département | 60 %', 'Mission | 40 %'];

describe('a table', () => {
  test('has a row more, with words in it, once it is accepted', () => {
    const doc = docOf(content());
    const before = textOf(doc);
    const { editor } = suggesterOf(doc);
    putCursor(editor, 'Département');
    run(editor, addRowAfter);
    expect(editor.state.doc.child(1).childCount).toBe(4);
    const added = editor.state.doc.child(1).child(2);
    expect(added.attrs.row).toMatch(/^[0-9a-f]{8}$/);
    let start = 0;
    editor.state.doc.descendants((node, pos) => {
      if (node === added) start = pos;
    });
    editor.commands.setTextSelection(start + 3);
    editor.commands.insertContent('CUD');
    expect(textOf(doc).eq(before)).toBe(true);
    expect(said(doc)).toEqual(['Ajoute une ligne au tableau («\u00a0CUD\u00a0»)']);
    expect(tableOf(settled(doc, 'accept'))).toEqual([...whole.slice(0, 2), 'CUD | ', whole[2]]);
    expect(settled(doc, 'refuse').eq(before)).toBe(true);
    expect(editor.view.dom.querySelectorAll('tr[data-suggested="line-come"]')).toHaveLength(1);
  });

  test('has a row and a column less, once it is accepted; what goes stays in sight', () => {
    const doc = docOf(content());
    const before = textOf(doc);
    const { editor } = suggesterOf(doc);
    putCursor(editor, 'Mission');
    run(editor, deleteRow);
    putCursor(editor, 'Part');
    expect(textOf(doc).eq(before)).toBe(true);
    expect(editor.state.doc.child(1).childCount).toBe(3);
    expect(said(doc)).toEqual(['Retire une ligne du tableau («\u00a0Mission 40 %\u00a0»)']);
    expect(tableOf(settled(doc, 'accept'))).toEqual(whole.slice(0, 2));
    expect(settled(doc, 'refuse').eq(before)).toBe(true);
    expect(editor.view.dom.querySelector('tr[data-suggested="line-gone"]')?.getAttribute('aria-description')).toBe(
      'Proposé à retirer',
    );
    putCursor(editor, '60 %');
    run(editor, deleteColumn);
    expect(tableOf(settled(doc, 'accept'))).toEqual(['Partenaire', 'Département']);
    expect(settled(doc, 'refuse').eq(before)).toBe(true);
  });

  test('loses at once a row that one has suggested oneself', () => {
    const doc = docOf(content());
    const before = textOf(doc);
    const { editor } = suggesterOf(doc);
    putCursor(editor, 'Mission');
    run(editor, addRowBefore);
    run(editor, addColumnAfter);
    editor.commands.undo();
    editor.commands.undo();
    expect(said(doc)).toEqual([]);
    expect(textOf(doc).eq(before)).toBe(true);
    expect(tableOf(editor.state.doc)).toEqual(whole);
  });

  test('whose cells are merged is left as it was', () => {
    const doc = docOf(content());
    const before = textOf(doc);
    const { editor } = suggesterOf(doc);
    putCursor(editor, 'Mission');
    run(editor, mergeCells);
    expect(said(doc)).toEqual([]);
    expect(textOf(doc).eq(before)).toBe(true);
  });
});

describe('who may only suggest does not, by any bytes,', () => {
  const id = crypto.randomUUID();
  const other = crypto.randomUUID();
  const attempt = (
    change: (marker: Y.Map<unknown>, rows: Y.Array<unknown>) => void,
    isOwn = (one: string) => one === id,
  ) => {
    const doc = docOf(content());
    const marker = blocksIn(sequenceOf(doc))[1]?.marker as Y.Map<unknown>;
    const rows = partsOf(marker).rows as Y.Array<unknown>;
    doc.transact(() => {
      rows.insert(2, ['aaaaaaaa']);
      marker.set(lineComeKey('aaaaaaaa'), other);
      partsOf(marker).cells?.set(`aaaaaaaa:${partsOf(marker).columns?.get(0)}`, new Y.Text('X'));
    });
    let verdict = true;
    doc.on('beforeObserverCalls', (transaction: Y.Transaction) => {
      verdict = judgeSuggesting(transaction, isOwn).onlySuggests;
    });
    doc.transact(() => change(marker, rows));
    return verdict;
  };
  const line = (rows: Y.Array<unknown>) => String(rows.get(1));

  test.each<[string, (marker: Y.Map<unknown>, rows: Y.Array<unknown>) => void]>([
    ['take a row out', (_, rows) => rows.delete(1)],
    ['put a row in outright', (_, rows) => rows.insert(1, ['bbbbbbbb'])],
    ['hide a row as if it were suggested', (marker, rows) => marker.set(lineComeKey(line(rows)), id)],
    [
      'hide a row by taking it out and in again',
      (marker, rows) => {
        const same = line(rows);
        rows.delete(1);
        rows.insert(1, [same]);
        marker.set(lineComeKey(same), id);
      },
    ],
    ['move a row by saying it twice', (_, rows) => rows.insert(0, [line(rows)])],
    [
      'put a row in as somebody else',
      (marker, rows) => {
        rows.insert(1, ['bbbbbbbb']);
        marker.set(lineComeKey('bbbbbbbb'), other);
      },
    ],
    [
      'take away what another suggests',
      (marker, rows) => {
        rows.delete(2);
        marker.delete(lineComeKey('aaaaaaaa'));
      },
    ],
    ['agree to what another suggests', (marker) => marker.delete(lineComeKey('aaaaaaaa'))],
    ['say that another suggests that a row goes', (marker, rows) => marker.set(lineGoneKey(line(rows), other), true)],
    [
      'take out a cell',
      (marker) => {
        const { cells } = partsOf(marker);
        cells?.delete([...cells.keys()][0] ?? '');
      },
    ],
    [
      'change what a cell is',
      (marker) => {
        const { cells, properties } = partsOf(marker);
        properties?.set([...(cells?.keys() ?? [])].at(-2) ?? '', { header: true });
      },
    ],
    ['take out all rows at once', (_, rows) => rows.delete(0, rows.length)],
  ])('%s', (_name, change) => {
    expect(attempt(change)).toBe(false);
  });

  test('make a row of theirs agreed; all else of it is theirs', () => {
    expect(
      attempt(
        (marker) => marker.delete(lineComeKey('aaaaaaaa')),
        (one) => one === other,
      ),
    ).toBe(false);
    const isTheirs = (one: string) => one === other;
    expect(
      attempt((marker, rows) => {
        rows.delete(2);
        marker.delete(lineComeKey('aaaaaaaa'));
      }, isTheirs),
    ).toBe(true);
    expect(attempt((marker, rows) => marker.set(lineGoneKey(line(rows), id), true))).toBe(true);
    expect(
      attempt((marker, rows) => {
        rows.insert(1, ['bbbbbbbb']);
        marker.set(lineComeKey('bbbbbbbb'), id);
      }),
    ).toBe(true);
  });
});

const acts: Acts = {
  type: (editor, dice) => editor.commands.insertContent(`m${dice} `),
  rowAfter: (editor) => run(editor, addRowAfter),
  rowBefore: (editor) => run(editor, addRowBefore),
  column: (editor) => run(editor, addColumnAfter),
  lessRow: (editor) => run(editor, deleteRow),
  lessColumn: (editor) => run(editor, deleteColumn),
  undo: (editor) => editor.commands.undo(),
  redo: (editor) => editor.commands.redo(),
};
const step = stepOf(acts);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const act = (editor: Editor, { action, place, dice }: Step) => {
  const pos = Math.round(place * editor.state.doc.content.size);
  editor.view.dispatch(editor.state.tr.setSelection(Selection.near(editor.state.doc.resolve(pos))));
  acts[action]?.(editor, dice);
};

const wholeOf = (doc: Y.Doc) =>
  keptBlocks(blocksIn(sequenceOf(doc))).map((unit) =>
    'words' in unit
      ? unit
      : {
          keys: sorted(unit.keys),
          table: unit.table && {
            ...unit.table,
            cells: sorted(unit.table.cells),
            properties: sorted(unit.table.properties),
          },
        },
  );
const sorted = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const RUNS = Number(process.env.SUGGESTING_RUNS ?? 40);

test('three people who suggest rows and columns at once change nothing that is agreed, and all copies are equal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 15 }),
      fc.constantFrom<Settling>('accept', 'refuse'),
      async (steps, how) => {
        const first = docOf(content(), 7);
        const docs = [first, quiet(new Y.Doc()), quiet(new Y.Doc())] as const;
        docs.forEach((doc, index) => {
          doc.clientID = 11 + index;
        });
        exchange(...docs);
        const before = textOf(first);
        const people = docs.map((doc) => suggesterOf(doc));
        for (const one of steps) {
          const [doc, editor] = [docs[one.who] as Y.Doc, people[one.who]?.editor as Editor];
          act(editor, one);
          expect(textOf(doc).toJSON(), one.action).toEqual(before.toJSON());
          if (one.meets >= 0 && one.meets !== one.who) exchange(doc, docs[one.meets] as Y.Doc);
        }
        exchange(...docs);
        const shown = people.map(({ editor }) => editor.getJSON());
        expect(shown[1]).toEqual(shown[0]);
        expect(shown[2]).toEqual(shown[0]);
        close();
        for (const doc of docs) expect(settled(doc, 'refuse').toJSON()).toEqual(before.toJSON());
        settled(first, 'accept').check();
        // Decided and taken back, all of it is as it was.
        const decided = copyOf(first, 91);
        const [ids, was] = [[...suggestionsIn(sequenceOf(decided)).keys()], wholeOf(decided)];
        const changes = settle(decided, how, ids);
        const back = copyOf(decided, 92);
        const about = { asked: ids, fates: new Map(), authors: new Map() };
        await suggestAllAgain(changes, about, async (_, change) => change(sequenceOf(back)));
        expect(wholeOf(back)).toEqual(was);
      },
    ),
    { numRuns: RUNS, seed: 20_261_130 },
  );
});
