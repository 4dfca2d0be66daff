// CSV as partners send it: guessed where it can be, corrected where the guess is wrong, read back as it was written.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delimiters, encodings } from '#domain/vocabulary.ts';
import { openCsv } from '#formats/datasets/csv.ts';
import { ColumnSurvey, readDate, readNumber, store } from '#formats/datasets/values.ts';
import { allRows, check, put } from './make-data.ts';

/** Rows as the reader gives them, without a process of its own. */
async function rowsOf(bytes: Uint8Array | string, reading = {}) {
  const source = await openCsv(put('a.csv', bytes), reading);
  const rows = [];
  for await (const batch of source.rows()) rows.push(...batch.map(({ values }) => values));
  return { names: source.names, rows, reading: source.reading };
}

/** Windows-1252 of words that it can hold. */
const windows1252 = (words: string) =>
  Buffer.from(
    [...words].map((sign) => (sign === '€' ? 0x80 : sign === 'œ' ? 0x9c : sign === '’' ? 0x92 : sign.charCodeAt(0))),
  );

describe('French numbers and dates', () => {
  test.each([
    ['1 234,50', ',', 1234.5],
    ['1\u00a0234,50', ',', 1234.5],
    ['1\u202f234\u202f567', ',', 1234567],
    ['1.234,50', ',', 1234.5],
    ['-0,5', ',', -0.5],
    ['1,234.50', '.', 1234.5],
    ['2.5e3', '.', 2500],
    ['01004', ',', null],
    ['12 34', ',', null],
    ['1e999', '.', null],
    ['12345678901234567', ',', null],
    ['', ',', null],
    ['n.c.', ',', null],
  ] as const)('« %s » with « %s » is %s', (words, decimal, number) => {
    expect(readNumber(words, decimal)).toBe(number);
  });

  test.each([
    ['31/12/2025', 'DMY', '2025-12-31'],
    ['1/2/2025', 'DMY', '2025-02-01'],
    ['1/2/2025', 'MDY', '2025-01-02'],
    ['31.12.2025 08:30', 'DMY', '2025-12-31T08:30:00'],
    ['2025-12-31T08:30:15Z', 'YMD', '2025-12-31T08:30:15'],
    ['31/02/2025', 'DMY', null],
    ['29/02/2024', 'DMY', '2024-02-29'],
    ['12/31/2025', 'DMY', null],
    ['31/12-2025', 'DMY', null],
  ] as const)('« %s » read as %s is %s', (words, order, date) => {
    expect(readDate(words, order)).toBe(date);
  });
});

describe('a CSV is guessed', () => {
  test('with titles above it, semicolons, decimal commas, dates, yes and no, codes', async () => {
    const text = `Tableau des aides ; ; ; ; ;\r\n\r\nCode postal;Commune;Montant;Versé le;Soldé;Part\r\n01004;"Ambérieu;en-Bugey";1 234,50;31/12/2024;oui;12,5\r\n62000;"Arras ""ville""";;01/02/2025;non;0\r\n`;
    const { columns, prepared, reading, remarks } = await check('aides.csv', text);
    expect(columns).toEqual([
      { name: 'Code postal', type: 'TEXT' },
      { name: 'Commune', type: 'TEXT' },
      { name: 'Montant', type: 'NUMBER' },
      { name: 'Versé le', type: 'DATE' },
      { name: 'Soldé', type: 'BOOLEAN' },
      { name: 'Part', type: 'NUMBER' },
    ]);
    expect(await allRows(prepared)).toEqual([
      ['01004', 'Ambérieu;en-Bugey', 1234.5, '2024-12-31', true, 12.5],
      ['62000', 'Arras "ville"', null, '2025-02-01', false, 0],
    ]);
    expect(reading).toMatchObject({ encoding: 'UTF-8', delimiter: ';', decimal: ',', headerRow: 2 });
    expect(remarks.join()).toContain('avant les en-têtes');
  });

  test.each([
    ['tabs', 'nom\tâge\nA\t3\nB\t4\n', '\t'],
    ['commas', 'nom,âge\nA,3\n"B, C",4\n', ','],
    ['pipes', 'nom|âge\nA|3\nB|4\n', '|'],
    ['semicolons among decimal commas', 'x;y\n2,5;3,5\n2,6;3,6\n', ';'],
  ])('its %s', async (_, text, delimiter) => {
    expect((await rowsOf(text)).reading?.delimiter).toBe(delimiter);
  });

  test('its encoding: UTF-8, Windows, UTF-16', async () => {
    const text = 'nom;prix\nHénin’s œuvre;3 €\n';
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      windows1252(text),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    ])
      expect(await rowsOf(bytes)).toMatchObject({ names: ['nom', 'prix'], rows: [['Hénin’s œuvre', '3 €']] });
  });

  test('its first line, when it already is data', async () => {
    expect(await rowsOf('1;2\n3;4\n')).toMatchObject({
      names: ['Colonne 1', 'Colonne 2'],
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
    });
  });

  test('lines longer than the headings get columns of their own', async () => {
    expect(await rowsOf('a;a\n1;2;3\n4\n')).toMatchObject({
      names: ['a', 'a (2)', 'Colonne 3'],
      rows: [
        ['1', '2', '3'],
        ['4', null, null],
      ],
    });
  });
});

describe('a wrong guess is corrected', () => {
  test('the order of days and months, the decimal sign, the headings', async () => {
    const text = 'le;prix\n01/02/2025;1.500\n03/04/2025;2.500\n';
    const guessed = await check('a.csv', text);
    expect(await allRows(guessed.prepared)).toEqual([
      ['2025-02-01', 1.5],
      ['2025-04-03', 2.5],
    ]);
    const american = await check('a.csv', text, { dateOrder: 'MDY', decimal: '.' });
    expect((await allRows(american.prepared))[0]).toEqual(['2025-01-02', 1.5]);
    const asWords = await check('a.csv', text, { decimal: ',', headerRow: 0, delimiter: '|' });
    expect(asWords).toMatchObject({ columns: [{ name: 'Colonne 1', type: 'TEXT' }], rowCount: 3 });
  });

  test('a quote that never closes does not swallow the rest', async () => {
    const { prepared, remarks } = await check('a.csv', 'nom;taille\nécran;"24\nautre;3\n');
    expect(await allRows(prepared)).toEqual([
      ['écran', '"24'],
      ['autre', '3'],
    ]);
    expect(remarks.join()).toContain('guillemets');
  });
});

test('one column that is no number makes it words, all of them as they were', () => {
  const survey = new ColumnSurvey();
  const cells = ['1,5', '2', 'n.c.', null, ''];
  for (const cell of cells) survey.note(cell, false);
  const plan = survey.decide('Montant', false, {});
  expect(plan.type).toBe('TEXT');
  expect(cells.map((cell) => store(cell, plan))).toEqual(['1,5', '2', 'n.c.', null, null]);
});

describe('whatever is written is read back', () => {
  /** Words of a cell, of signs that Windows-1252 has too. */
  const words = fc.string({
    unit: fc.constantFrom(...'abcÉéèçœ€’ "\';,|\t\n\r0159-+=@.'),
    maxLength: 12,
  });
  const table = fc
    .integer({ min: 2, max: 6 })
    .chain((width) =>
      fc.array(fc.array(words, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
    );
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const encode = (text: string, encoding: (typeof encodings)[number]) => {
    if (encoding === 'WINDOWS-1252') return windows1252(text);
    if (encoding === 'UTF-8') return Buffer.from(text);
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
    return encoding === 'UTF-16LE' ? wide : wide.swap16();
  };

  test('with any delimiter, encoding, line end and words', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(...delimiters),
        fc.constantFrom(...encodings),
        fc.constantFrom('\n', '\r\n'),
        async (rows, delimiter, encoding, end) => {
          const names = (rows[0] ?? []).map((_, index) => `n${index}`);
          const text = [names, ...rows].map((row) => row.map(quote).join(delimiter)).join(end) + end;
          const read = await rowsOf(encode(text, encoding), { delimiter, encoding, headerRow: 1 });
          expect(read.names).toEqual(names);
          expect(read.rows).toEqual(rows);
        },
      ),
      { numRuns: 150, seed: 62 },
    );
  });

  test('French numbers, of any size a table holds', () => {
    const number = fc.oneof(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100),
    );
    fc.assert(
      fc.property(number, fc.constantFrom(' ', '\u00a0', '\u202f', ''), (value, space) => {
        const [whole = '', part] = String(value).split('.');
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, space);
        expect(readNumber(part ? `${grouped},${part}` : grouped, ',')).toBe(value);
      }),
      { numRuns: 500, seed: 62 },
    );
  });

  test('dates, in the order they were written', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, of] = iso.split('-');
        expect(readDate(`${of}/${month}/${year}`, 'DMY')).toBe(iso);
        expect(readDate(`${month}/${of}/${year}`, 'MDY')).toBe(iso);
        expect(readDate(iso, 'YMD')).toBe(iso);
      }),
      { numRuns: 300, seed: 62 },
    );
  });
});
