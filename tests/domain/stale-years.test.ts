// Stale years: what must be found, what must not, and that every flag is true to its words.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { staleYears } from '#domain/stale-years.ts';

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
          expect(shown).toContain(String(named));
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

const realText = join(import.meta.dirname, '../../../shared/data/convention/convention-2025.txt');

describe.skipIf(!existsSync(realText))(
  `the real text of 2025${existsSync(realText) ? '' : ' (skipped: not here)'}`,
  () => {
    const text = existsSync(realText) ? readFileSync(realText, 'utf8') : '';

    test('the year left from 2024 in 1.1 is found', () => {
      const objective = text.slice(text.search(/^\**1\.1 /m), text.search(/^\**1\.2 /m));
      expect(flags(objective, 2025)).toEqual(['year: 2024']);
    });

    test('in a text for 2026 every 2025 is found, save in references', () => {
      const found = new Set(
        staleYears(text, 2026).flatMap(({ start, end, year }) => (year === 2025 ? [Math.max(start, end - 4)] : [])),
      );
      const missed = [...text.matchAll(/2025/g)].filter(({ index }) => !found.has(index));
      expect(missed).toEqual([]);
      expect(found.size).toBeGreaterThan(5);
    });
  },
);
