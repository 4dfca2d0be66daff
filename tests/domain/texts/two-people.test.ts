// What two people mean at once, each in a copy of their own, in one text: no word is lost, both copies end equal, and who
// stood behind their own words stands there still.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { parseText, textOf, writeText } from '#domain/texts/live-text.ts';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { paragraph } from '../../build/conventions.ts';
import {
  allWords,
  blockAt,
  blocksOfText,
  copyOf,
  deleteIn,
  exchange,
  formatIn,
  mergeUp,
  removeBlocks,
  setKey,
  splitAt,
  stateOf,
  typeIn,
} from '../../build/texts.ts';

/** Two copies of a text of three paragraphs. */
function two(...words: string[]): [Y.Doc, Y.Doc] {
  const doc = quiet(new Y.Doc());
  const content = (words.length > 0 ? words : ['Premier.', 'Le partenaire agit.', 'Dernier.']).map((one) =>
    paragraph(one),
  );
  writeText(doc, parseText({ type: 'doc', content }));
  return [doc, copyOf(doc)];
}

/** The place behind the words that somebody has just typed, as a caret keeps it. */
const caretBehind = (doc: Y.Doc, which: number, at: number) =>
  Y.createRelativePositionFromTypeIndex(sequenceOf(doc), blockAt(doc, which).block.start + at, -1);

function before(doc: Y.Doc, caret: Y.RelativePosition, length: number): string {
  const index = Y.createAbsolutePositionFromRelativePosition(caret, doc)?.index ?? -1;
  return sequenceOf(doc)
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : '¶'))
    .join('')
    .slice(index - length, index);
}

/** One does `act`, the other types in the block of rank `which` meanwhile; afterwards the words of each block. */
function meanwhile(act: (doc: Y.Doc) => void, [which, at, typed]: [number, number, string]): string[] {
  const [one, other] = two();
  act(one);
  typeIn(other, which, at, typed);
  const caret = caretBehind(other, which, at + typed.length);
  exchange(one, other);
  expect(stateOf(one)).toBe(stateOf(other));
  for (const doc of [one, other]) {
    textOf(doc).check();
    expect(before(doc, caret, typed.length)).toBe(typed);
  }
  return allWords(one);
}

describe('one types while the other', () => {
  test('merges the paragraph into the one above: what was typed is in the merged one', () => {
    expect(meanwhile((doc) => mergeUp(doc, 1), [1, 14, 'vite '])).toEqual([
      'Premier.Le partenaire vite agit.',
      'Dernier.',
    ]);
  });

  test('splits it before those words: they are in the second half', () => {
    expect(meanwhile((doc) => void splitAt(doc, 1, 3), [1, 19, ' Toujours.'])).toEqual([
      'Premier.',
      'Le ',
      'partenaire agit. Toujours.',
      'Dernier.',
    ]);
  });

  test('makes a heading of it', () => {
    const words = meanwhile((doc) => setKey(doc, 1, 'kind', 'article'), [1, 19, ' Oui.']);
    expect(words[1]).toBe('Le partenaire agit. Oui.');
  });

  test('deletes the whole block: the words stay, at the end of the block before', () => {
    expect(meanwhile((doc) => removeBlocks(doc, 1), [1, 3, 'cher '])).toEqual(['Premier.cher ', 'Dernier.']);
  });

  test('replaces from one block into the next: the words stay in what is left', () => {
    const replace = (doc: Y.Doc) => {
      const [from, to] = [blockAt(doc, 0).block.start + 3, blockAt(doc, 1).block.start + 14];
      sequenceOf(doc).delete(from, to - from);
      sequenceOf(doc).insert(from, 'X', {});
    };
    const words = meanwhile(replace, [1, 3, 'cher ']);
    expect(words).toEqual([expect.stringMatching(/^Pre(Xcher |cher X)agit\.$/), 'Dernier.']);
  });
});

describe('one splits while the other', () => {
  test('makes an item of a list of the paragraph, one deeper: the list stays, the second half is a paragraph', () => {
    const [one, other] = two();
    splitAt(one, 1, 3);
    setKey(other, 1, 'list', 'bullet');
    setKey(other, 1, 'depth', 1);
    exchange(one, other);
    expect(stateOf(one)).toBe(stateOf(other));
    expect(allWords(one)).toEqual(['Premier.', 'Le ', 'partenaire agit.', 'Dernier.']);
    expect(textOf(one).children.map(({ type }) => type.name)).toEqual([
      'paragraph',
      'bulletList',
      'paragraph',
      'paragraph',
    ]);
  });

  test('splits in the same place: no word is lost, and an empty block is between', () => {
    const [one, other] = two();
    const ids = [splitAt(one, 1, 3), splitAt(other, 1, 3)];
    exchange(one, other);
    expect(stateOf(one)).toBe(stateOf(other));
    expect(allWords(one)).toEqual(['Premier.', 'Le ', '', 'partenaire agit.', 'Dernier.']);
    expect(
      blocksOfText(one)
        .slice(2, 4)
        .map(({ facts }) => facts.id)
        .sort(),
    ).toEqual(ids.sort());
  });
});

test('in a table, a column goes while the other adds a row and types in it and in another cell', () => {
  const doc = quiet(new Y.Doc());
  const cell = (words: string) => ({
    type: 'tableCell',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
  });
  const row = (...words: string[]) => ({ type: 'tableRow', content: words.map(cell) });
  writeText(doc, parseText({ type: 'doc', content: [{ type: 'table', content: [row('a', 'b'), row('c', 'd')] }] }));
  const other = copyOf(doc);
  const partOf = (of: Y.Doc, key: string) => blockAt(of, 0).block.marker?.get(key);
  const lines = (of: Y.Doc, key: string) => partOf(of, key) as Y.Array<string>;
  const cells = (of: Y.Doc) => partOf(of, 'cells') as Y.Map<Y.Text>;
  const [left, right] = lines(doc, 'columns').toArray();
  const [first] = lines(doc, 'rows').toArray();
  lines(doc, 'columns').delete(0, 1);
  lines(other, 'rows').push(['ligne2']);
  for (const column of [left, right])
    cells(other).set(`ligne2:${column}`, new Y.Text(column === right ? 'neuf' : 'ancien'));
  cells(other).get(`${first}:${right}`)?.insert(2, 'ien');
  exchange(doc, other);
  expect(stateOf(doc)).toBe(stateOf(other));
  textOf(doc).check();
  const shown = textOf(doc).firstChild?.children.map((line) => line.children.map(({ textContent }) => textContent));
  expect(shown).toEqual([['bien'], ['d'], ['neuf']]);
});

const act = fc.record({
  who: fc.nat(2),
  act: fc.constantFrom('type', 'type', 'type', 'delete', 'split', 'merge', 'key', 'format', 'remove', 'meet'),
  which: fc.nat(9),
  at: fc.nat(9),
  dice: fc.nat(9),
});

type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

const keys: [string, unknown][] = [
  ['kind', 'article'],
  ['kind', null],
  ['list', 'bullet'],
  ['list', 'ordered'],
  ['list', null],
  ['depth', 1],
  ['depth', 3],
  ['fresh', true],
];

/** What somebody does to a text; whole characters alone, as an editor lets it. */
function perform(doc: Y.Doc, { act, which, at, dice }: Act, typed: string): void {
  const blocks = blocksOfText(doc);
  const index = which % blocks.length;
  const { length } = blocks[index] as (typeof blocks)[number];
  const place = at % (length + 1);
  if (act === 'type') typeIn(doc, index, place, typed);
  else if (act === 'delete') deleteIn(doc, index, place, Math.min(dice % 3, length - place));
  else if (act === 'split') splitAt(doc, index, place);
  else if (act === 'merge' && index > 0) mergeUp(doc, index);
  else if (act === 'key') setKey(doc, index, ...(keys[dice % keys.length] as [string, unknown]));
  else if (act === 'format' && place < length)
    formatIn(doc, index, place, dice, { bold: dice % 2 === 0 ? true : null });
  else if (act === 'remove' && blocks.length > 2) removeBlocks(doc, index);
}

test('whatever three people do apart, their copies end equal, are texts, and nobody’s copy edits by itself', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 60 }), (acts) => {
      const [first, second] = two();
      const docs = [first, second, copyOf(first)];
      const own: number[] = [0, 0, 0];
      let hearing = false;
      for (const [index, doc] of docs.entries())
        doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
          if (hearing && local) own[index] = (own[index] ?? 0) + 1;
        });
      const meet = (one: Y.Doc, other: Y.Doc) => {
        hearing = true;
        exchange(one, other);
        for (const doc of [one, other]) textOf(doc).check();
        hearing = false;
      };
      for (const [index, one] of acts.entries()) {
        const doc = docs[one.who] as Y.Doc;
        if (one.act === 'meet') meet(doc, docs[(one.who + 1 + (one.dice % 2)) % 3] as Y.Doc);
        else perform(doc, one, `${index} `);
      }
      const [one, other, third] = docs as [Y.Doc, Y.Doc, Y.Doc];
      for (const [left, right] of [
        [one, other],
        [other, third],
        [one, third],
      ] as const)
        meet(left, right);
      expect(new Set(docs.map(stateOf)).size).toBe(1);
      expect(own).toEqual([0, 0, 0]);
    }),
    { seed: 6, numRuns: 250 },
  );
});
