// A text on paper: tagged for those who hear it read, whatever the text holds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placedCells } from '#formats/pdf/printed-table.ts';
import { templateInput } from '#formats/pdf/printed-text.ts';
import { printText } from '#formats/pdf/printing.ts';
import { piecesOf } from '#formats/pdf/word-pieces.ts';
import { heading, paragraph } from '../build/conventions.ts';

const text = (content: object[]) => ({
  title: 'Convention *2025* #panic("markup") $x$ \\u{1F600}',
  lead: 'Convention annuelle 2025',
  keyword: 'convention',
  year: 2025,
  authors: ['Département', 'Mission'],
  sha256: 'ab'.repeat(32),
  content,
  opening: [],
  closing: [
    {
      lines: ['Fait à Arras, le 22 avril 2025, en 2 originaux.'],
      table: { head: ['Signataire', 'Qualité', 'Organisme'], rows: [['Un président', 'Président', 'Département']] },
    },
  ],
  keptAt: new Date('2025-04-22T10:00:00Z'),
});
const cell = (words: string, attrs: object = {}, type = 'tableCell') => ({ type, attrs, content: [paragraph(words)] });
const row = (...content: object[]) => ({ type: 'tableRow', content });

const isPdf = (bytes: Uint8Array) => Buffer.from(bytes).subarray(0, 5).toString('latin1') === '%PDF-';
const says = (bytes: Uint8Array, words: string) => Buffer.from(bytes).includes(words);

test('a text with headings, lists, links and tables is laid out to PDF/UA-1, its markup taken for words', async () => {
  const pdf = await printText(
    text([
      heading('Objet #eval("1")', 'article'),
      heading('Un objectif sans axe', 'objective'),
      paragraph('Du texte avec * et _ et @ref et <label>.'),
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('un'), paragraph('deux')] }] },
      {
        type: 'table',
        content: [row(cell('A', {}, 'tableHeader'), cell('B', {}, 'tableHeader')), row(cell('1'), cell('2'))],
      },
      paragraph(''),
    ]),
  );
  expect(isPdf(pdf)).toBe(true);
  expect(says(pdf, 'pdfuaid:part')).toBe(true);
});

const words = (said: string, ...marks: string[]) => ({
  type: 'paragraph',
  content: [{ type: 'text', text: said, marks: marks.map((type) => ({ type })) }],
});
const fontsIn = (bytes: Uint8Array) =>
  new Set(
    [
      ...Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/\/BaseFont ?\/[A-Z]{6}\+([\w-]+)/g),
    ].map(([, name]) => name),
  );

test('boxes to tick, emoji, arrows and circled numbers are drawn in every style, from the fonts of the product alone', async () => {
  const signs = '☐ ☑ ☒ ✓ ✔ ✗ 📅 ✅ ☑️ 👨‍👩‍👧‍👦 👍🏽 🇫🇷 1️⃣ → ⇒ ➤ ❖ ⑪ Ⓐ ⭢ x\u0304\u0331 e\u0301 a\u{feff}b';
  const styles = [[], ['bold'], ['italic'], ['bold', 'italic'], ['superscript'], ['subscript']];
  const pdf = await printText(text([heading(signs, 'article'), ...styles.map((marks) => words(signs, ...marks))]));
  expect(says(pdf, 'pdfuaid:part')).toBe(true);
  const fonts = [...fontsIn(pdf)];
  expect(fonts.length).toBeGreaterThan(3);
  expect(fonts.filter((name) => !/^(LibertinusSerif|Ingenierie62)/.test(name ?? ''))).toEqual([]);
});

test.each([
  ['a symbol of private use', '\uf0a7'],
  ['a control character', '\u0000'],
  ['a script that no font has', '漢'],
  ['a character that is none', '\u{10ffff}'],
])('%s is refused and never printed as a box', async (_, sign) => {
  await expect(printText(text([paragraph(`Avant ${sign} après`)]))).rejects.toMatchObject({ clusters: [sign] });
});

test('spans that overlap or leave the table are cut, every place is covered once, and the file stays PDF/UA-1', async () => {
  const cells = fc.array(
    fc.record({ colspan: fc.integer({ min: 1, max: 9 }), rowspan: fc.integer({ min: 1, max: 9 }) }),
    {
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1, maxLength: 6 }), (rows) => {
      const placed = placedCells(rows.map((one) => one.map((attrs) => cell('x', attrs))));
      const covered = placed.cells.flatMap(({ x, y, colspan, rowspan }) =>
        Array.from({ length: colspan * rowspan }, (_, at) => `${x + (at % colspan)}:${y + Math.floor(at / colspan)}`),
      );
      expect(new Set(covered).size).toBe(covered.length);
      expect(covered.length).toBe(placed.columns * rows.length);
    }),
    { seed: 62, numRuns: 300 },
  );
  const overlapping = {
    type: 'table',
    content: [row(cell('A', { rowspan: 9, colspan: 3 }), cell('B')), row(cell('C'), cell('D', { colspan: 2 }))],
  };
  const pdf = await printText(text([overlapping, heading('')]));
  expect(says(pdf, 'pdfuaid:part')).toBe(true);
});

test('a table too wide for its page is turned on one laid across, one that fits is not', async () => {
  const wide = (columns: number, said: string) => ({
    type: 'table',
    content: [
      row(...Array.from({ length: columns }, () => cell(said))),
      row(...Array.from({ length: columns }, () => cell(said))),
    ],
  });
  const isTurned = async (table: object) => says(await printText(text([table])), '/MediaBox [0 0 841.8');
  expect(await isTurned(wide(8, 'mot'))).toBe(false);
  expect(await isTurned(wide(14, 'anticonstitutionnellement'))).toBe(true);
});

test('a long word is cut in syllables, an address after its signs, and what no-break spaces tie is cut last', () => {
  const pieces = piecesOf(['anticonstitutionnellement https://exemple.fr/abc 180\u00a0000\u00a0€ mot']);
  expect(pieces.anticonstitutionnellement?.split('\u{ad}')).toEqual([
    'an',
    'ti',
    'cons',
    'ti',
    'tu',
    'tion',
    'nel',
    'le',
    'ment',
  ]);
  expect(pieces['https://exemple.fr/abc']).toContain('/\u{200b}abc');
  expect(Object.keys(pieces)).not.toContain('mot');
});

test('no level of heading is skipped on paper, and the number is said with it', () => {
  const numbered = (words: string, kind: string, number: string | null) => ({
    ...heading(words, kind),
    attrs: { kind, number },
  });
  const content = [numbered('A', 'objective', '1.1'), numbered('B', 'article', '8'), numbered('C', 'objective', null)];
  const printed = JSON.parse(templateInput(text(content))) as { content: { level: number; label: string }[] };
  expect(printed.content.map(({ level, label }) => [level, label])).toEqual([
    [1, '1.1'],
    [1, 'Article 8 –'],
    [2, ''],
  ]);
});
