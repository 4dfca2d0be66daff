// A place in a text is found from its block as it would be from the text's start, and what is typed there is what Yjs would
// write, whatever stands in the text: formats across blocks, words taken out, suggestions.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { itemAt, placeBeside } from '#app/editor/binding/items.ts';
import { insertTyped } from '#app/editor/binding/typed-words.ts';
import { deletionFormat, INSERTION } from '#domain/texts/text-grammar.ts';
import { blocksIn, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { anyPieces, writePieces } from '../../rig/any-texts.ts';

const suggestionId = '00000000-0000-4000-8000-000000000001';
const at = fc.nat({ max: 10_000 });
const anyFormat = fc.constantFrom<Record<string, unknown>>(
  { bold: true },
  { bold: null },
  { [INSERTION]: suggestionId },
  { [INSERTION]: null },
  { [deletionFormat(suggestionId)]: true },
);
const anyAct = fc.oneof(
  fc.record({ act: fc.constant('format' as const), at, length: at, formats: anyFormat }),
  fc.record({ act: fc.constant('delete' as const), at, length: fc.nat({ max: 12 }) }),
);

function textOf(
  pieces: Parameters<typeof writePieces>[1],
  acts: readonly (typeof anyAct extends fc.Arbitrary<infer A> ? A : never)[],
) {
  const doc = Object.assign(quiet(new Y.Doc()), { clientID: 1 });
  const text = sequenceOf(doc);
  doc.transact(() => writePieces(text, pieces));
  for (const one of acts) {
    const from = one.at % (text.length + 1);
    const length = Math.min(one.length, text.length - from);
    if (length === 0) continue;
    if (one.act === 'format') text.format(from, length, one.formats);
    else text.delete(from, length);
  }
  return { doc, text };
}

test('a place found from its block is the one found from the start', () => {
  fc.assert(
    fc.property(anyPieces, fc.array(anyAct, { maxLength: 12 }), (pieces, acts) => {
      const { text } = textOf(pieces, acts);
      const blocks = blocksIn(text, 'shown');
      for (let index = 0; index <= text.length; index += 1) {
        const [found, known] = [itemAt(text, index, blocks), itemAt(text, index, [])];
        expect(found?.item).toBe(known?.item);
        expect(found?.offset).toBe(known?.offset);
        for (const assoc of [-1, 0] as const)
          expect(Y.relativePositionToJSON(placeBeside(text, index, assoc, blocks))).toEqual(
            Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index, assoc)),
          );
      }
    }),
    { seed: 62, numRuns: 150 },
  );
});

test('what is typed reads as what Yjs would write, and so does what is typed behind it', () => {
  const anyWords = fc.constantFrom<Record<string, unknown>>({}, { bold: true }, { [INSERTION]: suggestionId });
  const anyTyped = fc.array(fc.record({ at, formats: anyWords }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(anyPieces, fc.array(anyAct, { maxLength: 12 }), anyTyped, (pieces, acts, typed) => {
      const [ours, yjs] = [textOf(pieces, acts), textOf(pieces, acts)];
      for (const { at: place, formats } of typed) {
        const index = place % (ours.text.length + 1);
        for (const [turn, words] of ['m', 'o', 't'].entries()) {
          ours.doc.transact(() =>
            insertTyped(ours.text, index + turn, { words, formats }, blocksIn(ours.text, 'shown')),
          );
          yjs.text.insert(index + turn, words, { ...formats });
        }
      }
      const read = ({ text }: typeof ours) =>
        text.toDelta().map((part: { insert: unknown; attributes?: object }) => ({
          ...part,
          insert: typeof part.insert === 'string' ? part.insert : 'marker',
        }));
      expect(read(ours)).toEqual(read(yjs));
    }),
    { seed: 62, numRuns: 300 },
  );
});
