import { expect, test } from 'vitest';
import { toldApart } from '#app/conventions/told-apart.ts';

const made = (id: string, createdAt: string, title = 'Convention', year = 2026) => ({ id, title, year, createdAt });

test('namesakes say when they were made, and which of one minute they are', () => {
  const told = toldApart([
    made('c', '2026-03-02T09:12:40.000Z'),
    made('a', '2026-03-01T08:00:00.000Z'),
    made('b', '2026-03-02T09:12:05.000Z'),
    made('next', '2026-03-01T08:00:00.000Z', 'Convention', 2027),
    made('alone', '2026-03-01T08:00:00.000Z', 'Une autre'),
  ]);
  expect([...told]).toEqual([
    ['c', 'créée le 2\u00a0mars\u00a02026 à 10\u00a0h\u00a012 (2\u00a0sur\u00a02)'],
    ['a', 'créée le 1er\u00a0mars\u00a02026 à 9\u00a0h'],
    ['b', 'créée le 2\u00a0mars\u00a02026 à 10\u00a0h\u00a012 (1\u00a0sur\u00a02)'],
  ]);
});
