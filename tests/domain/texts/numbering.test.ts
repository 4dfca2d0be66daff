// How headings are counted, and that what is new in texts changes the spelling of none that does not use it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '#domain/texts/canonical-json.ts';
import {
  type Counted,
  createAbsence,
  createDepths,
  createNumbering,
  rankOf,
  readRoman,
  writeRoman,
} from '#domain/texts/numbering.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { type HeadingKind, headingKinds, numberSuffixes } from '#domain/vocabulary.ts';

const heading = (kind: HeadingKind, more: Partial<Counted> = {}): Counted => ({
  kind,
  numbered: true,
  startAt: null,
  suffix: null,
  ...more,
});
const numbersOf = (headings: Counted[]) => headings.map(createNumbering());

test('articles go on through parts, « bis » comes after and counts for none', () => {
  expect(
    numbersOf([
      heading('part'),
      heading('article', { startAt: 8 }),
      heading('article'),
      heading('article', { suffix: 'bis' }),
      heading('article', { suffix: 'ter' }),
      heading('part'),
      heading('article'),
      heading('axis'),
      heading('objective'),
      heading('article', { suffix: 'bis', startAt: 20 }),
      heading('part', { numbered: false }),
      heading('part', { startAt: 6 }),
    ]),
  ).toEqual(['I', '8', '9', '9 bis', '9 ter', 'II', '10', '1', '1.1', '20 bis', null, 'VI']);
});

const anyHeading = fc.record({
  kind: fc.constantFrom(...headingKinds),
  numbered: fc.boolean(),
  startAt: fc.option(fc.integer({ min: 1, max: 999 })),
  suffix: fc.option(fc.constantFrom(...numberSuffixes)),
});

test('whatever is imposed, a number can be read again, no level is skipped, and no absent article has the wrong way round', () => {
  fc.assert(
    fc.property(fc.array(anyHeading, { maxLength: 30 }), (headings) => {
      const absenceOf = createAbsence();
      const depthOf = createDepths();
      let depth = 0;
      numbersOf(headings).forEach((number, index) => {
        const { kind, startAt } = headings[index] as Counted;
        if (number !== null && startAt !== null) expect(rankOf(number)).toBe(startAt);
        const [first, last] = absenceOf(kind, number) ?? [1, 1];
        expect(first).toBeLessThanOrEqual(last);
        const next = depthOf(kind);
        expect(next).toBeLessThanOrEqual(depth + 1);
        depth = next;
      });
    }),
  );
});

test('Roman figures are read as they are written', () => {
  for (let number = 1; number < 400; number += 1) expect(readRoman(writeRoman(number))).toBe(number);
  for (const wrong of ['', 'IIII', 'VX', 'IC', 'ABC']) expect(readRoman(wrong)).toBeNull();
});

test('a text that uses nothing new is spelled as before: signed texts keep their hash', () => {
  const id = '00000000-0000-4000-8000-000000000001';
  const attrs = { id, mark: null, degree: null, previousId: null, kind: 'article', numbered: true, startAt: null };
  const text = textSchema.nodeFromJSON({
    type: 'doc',
    content: [{ type: 'heading', attrs, content: [{ type: 'text', text: 'Objet' }] }],
  });
  expect(canonicalJson(textAsRead(text) as Json)).toBe(
    canonicalJson({
      type: 'doc',
      content: [{ type: 'heading', attrs: { ...attrs, number: '1' }, content: [{ type: 'text', text: 'Objet' }] }],
    }),
  );
});
