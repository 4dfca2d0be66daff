// The words and pages of a deposited PDF: what programs write, and what a hostile hand does.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { note } from '#demonstration/shared-files.ts';
import { pdfWords } from '#formats/datasets/pdf-words.ts';
import { drawPage } from '#formats/pdf/pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A PDF of these objects, without a table of places: none is needed to be read. */
const pdf = (objects: readonly string[], tail = '') =>
  Buffer.from(
    `%PDF-1.7\n${objects.map((words, index) => `${index + 1} 0 obj\n${words}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R ${tail} >>\n%%EOF`,
    'latin1',
  );

const stream = (words: string, more = '') => `<< /Length ${words.length} ${more} >>\nstream\n${words}\nendstream`;
const packed = (words: string) => {
  const bytes = deflateSync(Buffer.from(words, 'latin1')).toString('latin1');
  return stream(bytes, '/Filter /FlateDecode');
};

const oneOf = (contents: string, font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>') =>
  pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F1 5 0 R >> >> >>',
    contents,
    font,
  ]);

describe('words', () => {
  test('of plain letters, French ones, gaps and lines', () => {
    const drawn = 'BT /F1 12 Tf 20 100 Td (L\\351ger\\40et) Tj 0 -14 Td [(ent) 10 (re) -300 (deux)] TJ T* <E0> Tj ET';
    expect(pdfWords(oneOf(packed(drawn)))).toEqual({ words: 'Léger et\nentre deux\nà', pages: 1, isProtected: false });
    expect(pdfWords(oneOf(stream(drawn))).words).toBe('Léger et\nentre deux\nà');
  });

  test('of signs that a font names by a list, ligatures among them', () => {
    const list =
      '2 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0003> <00660069> endbfchar 1 beginbfrange <0010> <0012> <0061> endbfrange';
    const bytes = pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Resources << /Font << /F1 5 0 R >> >> >>',
      '<< /Type /Page /Contents [4 0 R] >>',
      packed('BT /F1 9 Tf <0003001000110012> Tj ET'),
      '<< /Type /Font /Subtype /Type0 /ToUnicode 6 0 R >>',
      packed(list),
    ]);
    expect(pdfWords(bytes).words).toBe('fiabc');
  });

  test('of what our own printer writes, in the order of reading', async () => {
    const { words, pages } = pdfWords(await note());
    expect(pages).toBeGreaterThanOrEqual(1);
    expect(words).toContain('Observer le territoire ensemble');
    expect(words?.indexOf('Pourquoi une méthode')).toBeLessThan(words?.indexOf('Après le dépôt') ?? -1);
    expect(words?.replaceAll('\n', ' ')).toContain('Gardez une ligne par lieu et une colonne par question');
  });

  const real = join(import.meta.dirname, '../../../../shared/data/convention/convention-2025.pdf');
  const found = existsSync(real);
  test.skipIf(!found)(
    `of the convention as it was printed${found ? '' : ' (skipped: ../shared/data is not there)'}`,
    () => {
      const { words, pages } = pdfWords(readFileSync(real));
      expect(pages).toBe(15);
      expect(words?.length).toBeGreaterThan(25_000);
    },
  );
});

describe('a hostile file', () => {
  const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
  const drawing = (name: string) => `/${name} Do `.repeat(30);
  const form = (next: number) => stream(drawing('X'), `/Subtype /Form /Resources << /XObject << /X ${next} 0 R >> >>`);
  test.each<[string, Buffer, object]>([
    ['that is protected', pdf([catalog], '/Encrypt 9 0 R'), { words: null, isProtected: true }],
    ['without any page', pdf([catalog]), { words: null, pages: null }],
    ['that is cut', oneOf(packed('BT (x) Tj ET')).subarray(0, 230), { isProtected: false }],
    [
      'whose pages hold themselves',
      pdf([catalog, '<< /Type /Pages /Kids [2 0 R 3 0 R] >>', '<< /Type /Page >>']),
      { pages: 1, words: null },
    ],
    ['whose brackets never end', oneOf(stream(`BT ${'['.repeat(100_000)} ET`)), { words: null }],
    ['whose dictionaries never end', pdf([catalog, '<< /A '.repeat(50_000)]), { words: null }],
    [
      'whose drawings draw each other',
      pdf([
        catalog,
        '<< /Type /Pages /Kids [3 0 R] >>',
        '<< /Type /Page /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>',
        stream(drawing('X')),
        ...Array.from({ length: 12 }, (_, index) => form(5 + ((index + 1) % 12))),
      ]),
      { pages: 1, words: null },
    ],
    ['that unpacks without end', oneOf(packed(' '.repeat(64 * 1024 * 1024))), { pages: 1, words: null }],
    [
      'whose list of signs is as long as all there are',
      oneOf(packed('BT /F1 9 Tf <0041> Tj ET'), '<< /Type /Font /Subtype /Type0 /ToUnicode << >> >>'),
      { pages: 1, words: null },
    ],
  ])('%s is read as far as it goes, soon', (_what, bytes, held) => {
    expect(pdfWords(bytes)).toMatchObject(held);
  });
});

describe('a page', () => {
  test('is a drawing that runs nothing; what is no page is none', async () => {
    const path = join(folder, 'note');
    writeFileSync(path, await note());
    const drawn = await drawPage({ path, page: 1 });
    expect(drawn).toMatch(/^<svg/);
    expect(drawn).not.toMatch(/<script|<foreignObject|\son\w+=|href="(?!#|data:image)/i);
    expect(await drawPage({ path, page: 99 })).toBeNull();
    writeFileSync(path, 'ceci n’est pas un PDF');
    expect(await drawPage({ path, page: 1 })).toBeNull();
  });
});
