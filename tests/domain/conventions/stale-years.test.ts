// Stale years: what must be found, what must not, and that every flag is true to its words.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { staleYears } from '#domain/conventions/stale-years.ts';

const flags = (text: string, year: number) =>
  staleYears(text, year).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);

test.each([
  ['Pour 2024, il est prévu', ['year: 2024']],
  ['au cours de l’année 2024 et en 2023', ['year: 2024', 'year: 2023']],
  ['l’édition 2024 du trail', ['year: 2024']],
  ['(2024)', ['year: 2024']],
  ['mi-2024 puis fin-2024', ['year: 2024', 'year: 2024']],
  ['programme d’actions – 2024 – détaillé', ['year: 2024']],
  ['Pour 2024 – 3 réunions', ['year: 2024']],
  ['établi en 2018', ['year: 2018']],
  ['Pour\u00a02019', ['year: 2019']],
  ['le 22 avril 2024', ['date: 22 avril 2024']],
  ['le 1er mai 2023 au plus tard', ['date: 1er mai 2023']],
  ['le 22\u202favril\u00a02024', ['date: 22\u202favril\u00a02024']],
  ['présenté en mai 2024 pour arbitrage', ['date: mai 2024']],
  ['avant le 30/06/2024.', ['date: 30/06/2024']],
  ['avant le 2024-06-30.', ['date: 2024-06-30']],
  ['avant le 31/12/24.', ['date: 31/12/24']],
  ['au premier semestre 2022', ['year: 2022']],
  ['au 2e trimestre 2021', ['year: 2021']],
  ['Convention2024 entre les parties', ['year: 2024']],
  ['En 2023, les partenaires ont réalisé un bilan', ['year: 2023']],
])('in a convention of 2025, « %s » is flagged', (text, expected) => {
  expect(flags(text, 2025)).toEqual(expected);
});

test.each([
  'Pour 2025 et 2026',
  'la période 2021-2023',
  'la période 2023 – 2024',
  'de 2023 à 2024',
  'l’année scolaire 2023/2024',
  'la délibération n° 2024-117',
  'la délibération 2024-257',
  'le marché n° 2024 et le dossier numéro 2023',
  'le règlement (UE) 2024/1060',
  'sur exemple.fr/2024/bilan et bilan-2024.pdf',
  'une dépense de 2024 €, soit 2023 euros',
  'le code 62024 et la référence A2024',
  'le décret du 16 août 1901 et la loi de 2018',
  'la délibération du 26 mars 2018',
  'créée en 1998',
  'version 3.2024',
  'le bilan2024.pdf',
  'Vu la délibération de la Commission permanente du 22 avril 2024',
  'le décret du 3/05/24',
  'le plan adopté le 21 novembre 2024',
  'la charte signée en 2023',
  'dans l’héritage de Paris 2024',
  'depuis 2023',
  'entre 2023 et 2024, les partenaires ont travaillé',
  'Par ailleurs, en 2024, elle a vu son équilibre remis en question.',
  'le ratio 31/12/245 et 1.10.24.3',
  '',
])('in a convention of 2025, nothing is flagged in « %s »', (text) => {
  expect(flags(text, 2025)).toEqual([]);
});

describe('for any text', () => {
  const piece = fc.oneof(
    fc.constantFrom('Pour ', 'en ', 'n° ', ' à ', '-', ' – ', '/', ' mai ', ' 12 avril ', '. ', ' ', '€', 'É'),
    fc.integer({ min: 1990, max: 2040 }).map(String),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  );
  const anyText = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
  const years = fc.integer({ min: 2010, max: 2040 });

  test('flags are in order, apart, name the year they show, and only years that are over', () => {
    fc.assert(
      fc.property(anyText, years, (text, year) => {
        let last = 0;
        for (const { start, end, year: named, kind } of staleYears(text, year)) {
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
          const shown = text.slice(start, end);
          expect(shown).toContain(String(kind === 'year' ? named : named % 100));
          if (kind === 'year') expect(shown).toBe(String(named));
          expect(named).toBeLessThan(year);
        }
      }),
      { seed: 62, numRuns: 2000 },
    );
  });

  test('last year is found wherever « Pour » introduces it', () => {
    const words = fc.stringMatching(/^[a-zéèà’,;: ]{0,30}$/);
    fc.assert(
      fc.property(words, words, years, (before, after, year) => {
        const text = `${before} Pour ${year - 1} ${after}.`.replace(/(20\d\d)\s+(à|au|euros?)/, '$1, $2');
        expect(staleYears(text, year)).toContainEqual(
          expect.objectContaining({ start: text.indexOf(String(year - 1)), year: year - 1, kind: 'year' }),
        );
      }),
      { seed: 62, numRuns: 500 },
    );
  });
});

const sentences = JSON.parse(readFileSync(new URL('./stale-years.json', import.meta.url), 'utf8')) as {
  year: number;
  text: string;
  flags: string[];
}[];

test.each(sentences)(
  'in a convention of $year, « $text » has its stale years and no other',
  ({ year, text, flags: right }) => {
    const found = staleYears(text, year).map(({ start, end }) => text.slice(start, end));
    expect(found.map((one, index) => (one.includes(right[index] ?? ' ') ? right[index] : one))).toEqual(right);
  },
);

const realText = join(import.meta.dirname, '../../../../shared/data/convention/convention-2025.txt');

describe.skipIf(!existsSync(realText))(
  `the real text of 2025${existsSync(realText) ? '' : ' (skipped: not here)'}`,
  () => {
    const text = existsSync(realText) ? readFileSync(realText, 'utf8') : '';

    test('the year left from 2024 in 1.1 is found', () => {
      const objective = text.slice(text.search(/^\**1\.1 /m), text.search(/^\**1\.2 /m));
      expect(flags(objective, 2025)).toEqual(['year: 2024']);
    });

    test('in a text for 2026 every 2025 is found, save that of a deliberation', () => {
      const found = new Set(
        staleYears(text, 2026).flatMap(({ start, end, year }) => (year === 2025 ? [Math.max(start, end - 4)] : [])),
      );
      const missed = [...text.matchAll(/2025/g)].filter(({ index }) => !found.has(index));
      expect(missed.filter(({ index }) => !/délibération.{0,80}du \d+ \p{L}+ $/isu.test(text.slice(0, index)))).toEqual(
        [],
      );
      expect(found.size).toBeGreaterThan(5);
    });
  },
);
