// What a browser of before still holds unconfirmed: its words are found, with the block they were in.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { passagesIn } from '#realtime/client/left-passages.ts';
import { formerDoc, formerParts } from '#tests/rig/former-form.ts';

const [first, second] = ['1', '2'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`) as [string, string];
const paragraph = (id: string, text: string) => ({
  type: 'paragraph',
  attrs: { id },
  content: text === '' ? [] : [{ type: 'text', text }],
});

/** A page of before on this text: its copy, and the edits that it makes. */
function page(...content: Parameters<typeof formerDoc>[0]) {
  const doc = formerDoc(content, 7);
  const copy = Y.encodeStateAsUpdate(doc);
  const edits: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => edits.push(update));
  return { doc, copy, edits };
}

const runOf = (doc: Y.Doc, at: number) => formerParts(doc).runs[at] as Y.XmlText;

describe('edits that a browser of before left unconfirmed', () => {
  test('are passages: whole words, by block, what was there before left out', () => {
    const { doc, copy, edits } = page(paragraph(first, 'Les partenaires conviennent.'), paragraph(second, 'Fin.'));
    for (const [at, letter] of [...' de la suite'].entries()) runOf(doc, 0).insert(15 + at, letter);
    runOf(doc, 0).insert(0, 'Tous l');
    runOf(doc, 1).insert(0, 'La ');
    expect(passagesIn(copy, edits)).toEqual([
      { id: expect.any(String), blockId: first, words: 'Tous lLes … de la suite' },
      { id: expect.any(String), blockId: second, words: 'La' },
    ]);
  });

  test('are the same passages when the copy holds them too, and however often they are looked through', () => {
    const { doc, copy, edits } = page(paragraph(first, 'Texte'));
    runOf(doc, 0).insert(5, ' ajouté');
    const found = passagesIn(copy, edits);
    expect(found.map(({ words }) => words)).toEqual(['ajouté']);
    expect(passagesIn(Y.encodeStateAsUpdate(doc), edits)).toEqual(found);
  });

  test('that only delete or format are none', () => {
    const { doc, copy, edits } = page(paragraph(first, 'Un texte entier'));
    runOf(doc, 0).delete(0, 3);
    runOf(doc, 0).format(0, 5, { bold: {} });
    runOf(doc, 0).insert(2, 'x');
    runOf(doc, 0).delete(2, 1);
    expect(passagesIn(copy, edits)).toEqual([]);
  });

  test('whose text is not there any more keep their words, without a place', () => {
    const { doc, edits } = page(paragraph(first, 'Texte'));
    for (const [at, letter] of [...'bonjour'].entries()) runOf(doc, 0).insert(at, letter);
    runOf(doc, 0).insert(12, ' fin');
    expect(passagesIn(null, edits)).toEqual([{ id: expect.any(String), blockId: null, words: 'bonjour …  fin' }]);
  });

  test('that are no bytes of a text keep nobody from the others', () => {
    const { doc, copy, edits } = page(paragraph(first, 'Texte'));
    runOf(doc, 0).insert(0, 'Mon ');
    const broken = new Uint8Array([255, 1, 2]);
    expect(passagesIn(copy, [broken, ...edits]).map(({ words }) => words)).toEqual(['Mon']);
    expect(passagesIn(broken, edits).map(({ words }) => words)).toEqual(['Mon ']);
  });
});
