// What an undo or a redo brings back never comes into the middle of a word that somebody goes on typing beside it.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { insertTyped } from '#app/editor/binding/typed-words.ts';
import { createUndoManager } from '#app/editor/binding/undo.ts';
import { blocksIn, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { createChance } from '../../realtime/random.ts';
import { exchange } from './rig.ts';

function copiesOf(one: number, other: number) {
  const docs = [one, other].map((clientID) => Object.assign(quiet(new Y.Doc()), { clientID }));
  const [first, second] = docs as [Y.Doc, Y.Doc];
  return { first, second, exchange: () => exchange(first, second) };
}

const words = (doc: Y.Doc) => sequenceOf(doc).toString();

const type = (doc: Y.Doc, index: number, letters: string) =>
  doc.transact(() => insertTyped(sequenceOf(doc), index, { words: letters, formats: {} }, blocksIn(sequenceOf(doc))));

describe.each([
  [1, 2],
  [2, 1],
])('with Yjs ids %i and %i', (one, other) => {
  const start = () => {
    const copies = copiesOf(one, other);
    const origin = {};
    const manager = createUndoManager(sequenceOf(copies.first), origin);
    sequenceOf(copies.first).insert(0, 'ab');
    const act = (change: () => void) => {
      manager.stopCapturing();
      copies.first.transact(change, origin);
    };
    act(() => sequenceOf(copies.first).insert(1, 'KKKK'));
    copies.exchange();
    return { ...copies, manager, act };
  };

  it.each(['undo', 'redo'] as const)('%s keeps the word typed beside it whole', (direction) => {
    const { first, second, exchange, manager, act } = start();
    // The other begins a word right before the words while they are there, and goes on with it as they come back.
    type(second, 1, 'w1');
    const cursor = Y.createRelativePositionFromTypeIndex(sequenceOf(second), 3, -1);
    exchange();
    if (direction === 'undo') act(() => sequenceOf(first).delete(3, 4));
    else manager.undo();
    exchange();
    manager[direction]();
    exchange();
    type(second, Y.createAbsolutePositionFromRelativePosition(cursor, second)?.index ?? 0, 'w2');
    exchange();
    expect(words(first)).toBe(words(second));
    expect(['aKKKKw1w2b', 'aw1w2KKKKb']).toContain(words(first));
  });

  it('a style that was given since is still that of what comes back', () => {
    const { first, exchange, second, manager, act } = start();
    act(() => sequenceOf(first).format(1, 4, { bold: true }));
    act(() => sequenceOf(first).delete(1, 4));
    exchange();
    type(second, 1, 'W');
    exchange();
    manager.undo();
    exchange();
    expect(sequenceOf(first).toDelta()).toEqual(sequenceOf(second).toDelta());
    expect(sequenceOf(first).toDelta()).toContainEqual({ insert: 'KKKK', attributes: { bold: true } });
  });

  it('letters typed with a style of their own keep it', () => {
    const { first, second, exchange, manager } = start();
    manager.undo();
    exchange();
    second.transact(() =>
      insertTyped(sequenceOf(second), 1, { words: 'W', formats: { bold: true } }, blocksIn(sequenceOf(second))),
    );
    exchange();
    expect(sequenceOf(first).toDelta()).toEqual([
      { insert: 'a' },
      { insert: 'W', attributes: { bold: true } },
      { insert: 'b' },
    ]);
  });
});

it('random steps taken back and done again leave copies equal and every typed word whole', () => {
  const chance = createChance(7);
  for (let round = 0; round < 600; round += 1) {
    const { first, second, exchange } = round % 2 === 0 ? copiesOf(1, 2) : copiesOf(2, 1);
    sequenceOf(first).insert(0, '0123456789');
    exchange();
    const origin = {};
    const manager = createUndoManager(sequenceOf(first), origin);
    const place = chance(10);
    first.transact(() => sequenceOf(first).insert(place, 'KKKK'), origin);
    exchange();
    const steps = ['undo', 'redo'] as const;
    const times = [chance(8), chance(8)].sort();
    let at = chance(15);
    // The cursor is behind the last letter, wherever what others do moves it.
    let cursor: Y.RelativePosition | null = null;
    let isBeside = true;
    for (const [letter, name] of [...'abcdefgh'].entries()) {
      if (cursor) at = Y.createAbsolutePositionFromRelativePosition(cursor, second)?.index ?? at;
      else isBeside = at <= place || at >= place + 4;
      type(second, at, name);
      cursor = Y.createRelativePositionFromTypeIndex(sequenceOf(second), at + 1, -1);
      const now = steps.filter((_, step) => times[step] === letter);
      // At the very same moment Yjs orders what comes back and the next letter by the ids of their pages.
      if (now.length > 0) exchange();
      for (const step of now) manager[step]();
      if (now.length > 0 || chance(2) === 0) exchange();
    }
    exchange();
    expect(words(first)).toBe(words(second));
    expect(words(first), `round ${round}`).toContain('abcdefgh');
    if (isBeside) expect(words(first), `round ${round}`).toContain('KKKK');
  }
});
