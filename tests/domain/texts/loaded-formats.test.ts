// A text that is loaded before anybody asks for its sequence keeps its formats where they are, whatever is deleted in it.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { createChance } from '../../realtime/random.ts';

/** Each character with its formats. */
const letters = (text: Y.Text) =>
  (text.toDelta() as { insert: string; attributes?: object }[]).flatMap(({ insert, attributes = {} }) =>
    [...insert].map((letter) => `${letter} ${Object.keys(attributes).sort().join()}`),
  );

it('deletes letters and nothing of the formats around them', () => {
  const chance = createChance(62);
  for (let round = 0; round < 300; round += 1) {
    const source = quiet(new Y.Doc());
    let next = 0;
    for (let stretch = 0; stretch < 8; stretch += 1) {
      const length = 1 + chance(4);
      const words = Array.from({ length }, () => String.fromCharCode(0x4e00 + next++)).join('');
      const formats = [{}, { bold: true }, { italic: true }, { bold: true, italic: true }][chance(4)] ?? {};
      sequenceOf(source).insert(sequenceOf(source).length, words, formats);
    }
    const loaded = quiet(new Y.Doc());
    Y.applyUpdate(loaded, Y.encodeStateAsUpdate(source));
    const text = sequenceOf(loaded);
    for (let act = 0; act < 4 && text.length > 1; act += 1) {
      const before = letters(text);
      const index = chance(text.length);
      const length = 1 + chance(Math.min(4, text.length - index));
      text.delete(index, length);
      before.splice(index, length);
      expect(letters(text)).toEqual(before);
    }
  }
});
