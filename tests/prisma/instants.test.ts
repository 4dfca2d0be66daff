// Instants read and written without the platform (prisma/instants.ts, domain/instants.ts) are those that it reads and writes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeInstant } from '#domain/instants.ts';
import { readInstant } from '#prisma/instants.ts';

const never = (words: string): Date => {
  throw new Error(`${words} was left to the other reader`);
};

/** As PostgreSQL writes an instant in UTC: without the zeros that end a fraction. */
const asRow = (instant: Date) =>
  instant
    .toISOString()
    .replace('T', ' ')
    .replace(/(?:\.000|0{1,2})?Z$/, '+00');

describe('an instant', () => {
  test('of any day and time of a thousand years is read from a row, and written, as the platform does', () => {
    const instants = fc.date({ min: new Date(Date.UTC(1600)), max: new Date(Date.UTC(2600)), noInvalidDate: true });
    const toTheSecond = instants.map((instant) => new Date(instant.setUTCMilliseconds(0)));
    const check = (instant: Date) => {
      expect(readInstant(asRow(instant), never)).toEqual(instant);
      expect(writeInstant(instant)).toBe(instant.toISOString());
    };
    fc.assert(fc.property(fc.oneof(instants, toTheSecond), check), { numRuns: 3_000 });
  });

  test.each([
    ['2024-02-29 23:59:59.999999+00', '2024-02-29T23:59:59.999Z'],
    ['2026-03-29 01:00:00+00', '2026-03-29T01:00:00.000Z'],
    ['1999-12-31 00:00:00.1+00', '1999-12-31T00:00:00.100Z'],
  ])('is read to the millisecond: %s', (words, iso) => {
    expect(readInstant(words, never).toISOString()).toBe(iso);
  });

  test.each([
    '2026-03-29 01:00:00+02',
    '0044-03-15 12:00:00+00 BC',
    '12026-01-01 00:00:00+00',
    'infinity',
    '0061-01-01 00:00:00+00',
  ])('written in another way is left to the other reader: %s', (words) => {
    const other = new Date(0);
    expect(readInstant(words, () => other)).toBe(other);
  });

  test.each([-62_167_219_200_001, 253_402_300_800_000, -30_000_000_000_000])(
    'of a year of other than four digits is written too: %s',
    (time) => {
      expect(writeInstant(new Date(time))).toBe(new Date(time).toISOString());
    },
  );

  test('that is none is not written', () => {
    expect(() => writeInstant(new Date(Number.NaN))).toThrow(RangeError);
  });
});
