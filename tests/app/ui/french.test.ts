import { describe, expect, test } from 'vitest';
import {
  count,
  formatAmount,
  formatBytes,
  formatDate,
  formatDateTime,
  formatList,
  formatLongDate,
  formatNumber,
  formatRelative,
  formatShortDate,
} from '#app/french-format.ts';

/** Spaces that do not break made visible: `_` plain, `~` narrow. */
const seen = (words: string) => words.replaceAll('\u00a0', '_').replaceAll('\u202f', '~');

describe('dates are those of Paris whatever the machine', () => {
  test('a day is written in words, the first as « 1er »', () => {
    expect(seen(formatDate('2025-04-22'))).toBe('22_avril_2025');
    expect(seen(formatDate('2025-05-01'))).toBe('1er_mai_2025');
    expect(seen(formatLongDate('2025-04-22'))).toBe('mardi 22_avril_2025');
  });

  test('an evening in UTC is already the next day in Paris, in summer and in winter', () => {
    expect(seen(formatDate('2025-06-30T22:30:00.000Z'))).toBe('1er_juillet_2025');
    expect(seen(formatDate('2025-12-31T22:30:00.000Z'))).toBe('31_décembre_2025');
    expect(seen(formatDateTime('2025-12-31T23:00:00.000Z'))).toBe('1er_janvier_2026 à 0_h');
  });

  test('a time is « 14 h 30 », and « 9 h » on the hour', () => {
    expect(seen(formatDateTime('2025-04-22T12:30:00.000Z'))).toBe('22_avril_2025 à 14_h_30');
    expect(seen(formatDateTime('2025-04-22T07:00:00.000Z'))).toBe('22_avril_2025 à 9_h');
  });

  test('the year is left out of a short date of this year only', () => {
    const now = new Date('2025-11-22T12:00:00Z');
    expect(seen(formatShortDate('2025-04-22', now))).toBe('22_avril');
    expect(seen(formatShortDate('2024-01-05', now))).toBe('5_janv._2024');
  });
});

test('what happened is told from now, by the nights between and not by hours', () => {
  const now = new Date('2025-11-22T08:00:00Z');
  const told = (instant: string) => seen(formatRelative(instant, now));
  expect(told('2025-11-22T07:59:40Z')).toBe('à l’instant');
  expect(told('2025-11-22T07:59:00Z')).toBe('il y a 1_minute');
  expect(told('2025-11-22T07:25:00Z')).toBe('il y a 35_minutes');
  expect(told('2025-11-22T03:00:00Z')).toBe('il y a 5_heures');
  expect(told('2025-11-21T22:30:00Z')).toBe('hier à 23_h_30');
  expect(told('2025-11-19T09:00:00Z')).toBe('mercredi à 10_h');
  expect(told('2025-11-10T09:00:00Z')).toBe('le 10_novembre_2025');
  expect(told('2025-11-30T09:00:00Z')).toBe('le 30_novembre_2025');
});

test('numbers, amounts and sizes never break over two lines', () => {
  expect(seen(formatNumber(1_234_567.891))).toBe('1~234~567,89');
  expect(seen(formatNumber(-1234, 0))).toBe('−1~234');
  expect(seen(formatNumber(999))).toBe('999');
  expect(seen(formatAmount(180_000))).toBe('180~000_€');
  expect(seen(formatAmount(1_234.5))).toBe('1~234,50_€');
  expect(seen(formatAmount(-0.05))).toBe('−0,05_€');
  expect(seen(formatAmount(2.999))).toBe('3_€');
  expect(seen(formatBytes(812))).toBe('812_octets');
  expect(seen(formatBytes(2_449_000))).toBe('2,4_Mo');
});

test('the plural begins at two', () => {
  expect([0, 1, 2].map((number) => seen(count(number, 'commentaire')))).toEqual([
    '0_commentaire',
    '1_commentaire',
    '2_commentaires',
  ]);
  expect(seen(count(1_500, 'non lue', 'non lues'))).toBe('1~500_non lues');
});

test('a list ends with « et »', () => {
  expect(formatList(['Artois', 'Lens-Hénin', 'DAT'])).toBe('Artois, Lens-Hénin et DAT');
  expect(formatList(['Artois'])).toBe('Artois');
  expect(formatList([])).toBe('');
});

test('no word of the catalogue uses a straight apostrophe', () => {
  const modules = import.meta.glob<Record<string, unknown>>(['../../../app/**/words.ts', '../../../app/french.ts'], {
    eager: true,
  });
  const wordsIn = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(wordsIn)
        : [];
  const words = Object.values(modules).flatMap(wordsIn);
  expect(Object.keys(modules).length).toBeGreaterThan(10);
  expect(words.length).toBeGreaterThan(200);
  for (const sentence of words) expect(sentence).not.toMatch(/ [:;?!»]|« |'/);
});
