// A text brought back to an earlier state of it: it says the same again, and what stayed was not touched.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Doc, type Map as YMap } from 'yjs';
import { convention2025 } from '#demonstration/convention-2025.ts';
import { parseText, textOf, withoutComments, writeText } from '#domain/texts/live-text.ts';
import { lineComeKey, suggestedLines } from '#domain/texts/text-grammar.ts';
import { blocksIn, partsOf, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { restoreText } from '#domain/versions/restored-text.ts';
import { act, anyActs } from '../../build/comparison.ts';
import { copyOf, exchange, formatIn, removeBlocks, stateOf, typeAtEnd, typeIn } from '../../build/texts.ts';
import { anyText, said } from '../../rig/any-texts.ts';

function docOf(text = parseText(convention2025())): Doc {
  const doc = quiet(new Doc());
  writeText(doc, text);
  return doc;
}

const read = (doc: Doc) => said(parseText(withoutComments(textOf(doc).toJSON())));

describe('a text brought back', () => {
  test('says again what it said, whatever people did to it', () => {
    const version = docOf();
    fc.assert(
      fc.property(anyActs, (acts) => {
        const doc = copyOf(version);
        act(doc, acts);
        restoreText(doc, copyOf(version));
        expect(read(doc)).toEqual(read(version));
      }),
      { numRuns: 120, seed: 62 },
    );
  });

  test('takes over no row that was only suggested then, and keeps none that is suggested now', () => {
    const cell = { type: 'tableCell', content: [{ type: 'paragraph' }] };
    const attrs = { id: crypto.randomUUID() };
    const table = { type: 'table', attrs, content: [{ type: 'tableRow', content: [cell, cell] }] };
    const suggest = (doc: Doc, line: string) => {
      const marker = blocksIn(sequenceOf(doc))[0]?.marker as YMap<unknown>;
      partsOf(marker).rows?.insert(0, [line]);
      marker.set(lineComeKey(line), crypto.randomUUID());
      return marker;
    };
    const doc = docOf(parseText({ type: 'doc', content: [table] }));
    const version = copyOf(doc);
    const agreed = read(doc);
    suggest(version, 'aaaaaaaa');
    const marker = suggest(doc, 'bbbbbbbb');
    restoreText(doc, version);
    expect(read(doc)).toEqual(agreed);
    expect(partsOf(marker).rows?.length).toBe(1);
    expect([...suggestedLines(marker).come]).toEqual([]);
  });

  test('says what any text said, whatever it holds', () => {
    fc.assert(
      fc.property(anyText, anyActs, (text, acts) => {
        const version = docOf(text);
        const doc = copyOf(version);
        act(doc, acts);
        const wanted = copyOf(version);
        restoreText(doc, wanted);
        expect(read(doc)).toEqual(read(wanted));
      }),
      { numRuns: 120, seed: 62 },
    );
  });

  test('says what another text of no common block said', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, other) => {
        const [doc, version] = [docOf(text), docOf(other)];
        restoreText(doc, version);
        expect(read(doc)).toEqual(read(version));
      }),
      { numRuns: 100, seed: 62 },
    );
  });

  test('writes nothing where nothing was changed', () => {
    const version = docOf();
    const doc = copyOf(version);
    let updates = 0;
    doc.on('update', () => {
      updates += 1;
    });
    restoreText(doc, copyOf(version));
    expect(updates).toBe(0);
  });

  test('keeps what another writes meanwhile, and every copy is the same', () => {
    const version = docOf();
    const doc = copyOf(version);
    removeBlocks(doc, 1);
    typeAtEnd(doc, 3, ' Ajout.');
    const other = copyOf(doc);
    restoreText(doc, copyOf(version));
    typeIn(other, 5, 0, 'Pendant ce temps, ', {});
    exchange(doc, other);
    expect(stateOf(doc)).toBe(stateOf(other));
    expect(textOf(doc).textContent).toContain('Pendant ce temps, ');
  });

  test('keeps comments on words that stayed', () => {
    const version = docOf();
    const doc = copyOf(version);
    formatIn(doc, 2, 3, 11, { 'comment:00000000-0000-4000-8000-00000000000a': true });
    typeAtEnd(doc, 2, ' Ajout.');
    restoreText(doc, copyOf(version));
    expect(stateOf(doc)).toContain('comment:00000000-0000-4000-8000-00000000000a');
    expect(read(doc)).toEqual(read(version));
  });
});
