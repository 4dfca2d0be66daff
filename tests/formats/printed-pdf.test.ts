// A text on paper: tagged for those who hear it read, whatever the text holds.
import { expect, test } from 'vitest';
import { templateInput } from '#formats/pdf/printed-text.ts';
import { printText } from '#formats/pdf/printing.ts';
import { heading, paragraph } from '../build.ts';

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

test('merged cells that overlap and characters that no font draws do not keep a text from being signed', async () => {
  const overlapping = {
    type: 'table',
    content: [row(cell('A', { rowspan: 9, colspan: 3 }), cell('B')), row(cell('C'))],
  };
  expect(isPdf(await printText(text([overlapping])))).toBe(true);
  expect(isPdf(await printText(text([paragraph('\u{10ffff} \u{12000} \u0000'), heading('')])))).toBe(true);
});

test('no level of heading is skipped on paper, and the number is said with it', () => {
  const numbered = (words: string, kind: string, number: string | null) => ({
    ...heading(words, kind),
    attrs: { kind, number },
  });
  const content = [numbered('A', 'objective', '1.1'), numbered('B', 'article', '8'), numbered('C', 'objective', null)];
  const printed = JSON.parse(templateInput(text(content), true)) as { content: { level: number; label: string }[] };
  expect(printed.content.map(({ level, label }) => [level, label])).toEqual([
    [1, '1.1'],
    [1, 'Article 8 –'],
    [2, ''],
  ]);
});
