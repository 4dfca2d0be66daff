// Notifications grouped by day, at Paris time.
import { expect, test } from 'vitest';
import { byDay } from '#app/routes/notifications/by-day.ts';

const at = (createdAt: string) => ({ createdAt });

test('days are those of Paris, today and yesterday by name, also over a change of the hour', () => {
  // Clocks went forward in the night to Sunday 30 March 2025.
  const now = new Date('2025-03-31T00:10:00+02:00');
  const things = [
    at('2025-03-30T22:05:00Z'),
    at('2025-03-30T21:55:00Z'),
    at('2025-03-29T23:30:00Z'),
    at('2025-03-29T22:30:00Z'),
    at('2025-03-29T10:00:00Z'),
  ];
  expect(byDay(things, now).map(({ day, things: own }) => [day, own.length])).toEqual([
    ['Aujourd’hui', 1],
    ['Hier', 2],
    ['samedi 29\u00a0mars\u00a02025', 2],
  ]);
});
