import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inParis } from '#domain/paris-time.ts';

const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });
const read = (instant: Date) => inParis(instant).toISOString().slice(0, 19).replace('T', ' ');

test('an instant is read in Paris as the zone’s own rules say, at any time of any year', () => {
  const instants = fc.date({ min: new Date('1912-01-01'), max: new Date('2150-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (instant) => {
      expect(read(instant)).toBe(shown.format(instant));
    }),
    { seed: 62, numRuns: 2_000 },
  );
});

test.each([
  ['2025-03-30T00:59:59Z', '2025-03-30 01:59:59'],
  ['2025-03-30T01:00:00Z', '2025-03-30 03:00:00'],
  ['2025-10-26T00:59:59Z', '2025-10-26 02:59:59'],
  ['2025-10-26T01:00:00Z', '2025-10-26 02:00:00'],
  ['2025-12-31T23:00:00Z', '2026-01-01 00:00:00'],
])('on the day clocks change both hours are read: %s is %s', (instant, words) => {
  expect(read(new Date(instant))).toBe(words);
});

test('more days than are kept are read as right as the first', () => {
  const first = Date.UTC(2020, 0, 1, 12);
  for (let day = 0; day < 4_100; day += 1) inParis(new Date(first + day * 86_400_000));
  expect(read(new Date(first))).toBe('2020-01-01 13:00:00');
});

test('what is no instant is refused', () => {
  expect(() => inParis(new Date('soon'))).toThrow(RangeError);
});
