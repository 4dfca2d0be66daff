// Days in Paris, whatever the machine's own zone and on both days when the hour changes.
import { expect, test } from 'vitest';
import { addDays, addMonths, dayAt, daysBetween, instantIn, isDay, isWeekday } from '#domain/calendar.ts';

test('the day changes at midnight in Paris, in winter and in summer', () => {
  expect(dayAt(new Date('2025-12-31T22:59:59Z'))).toBe('2025-12-31');
  expect(dayAt(new Date('2025-12-31T23:00:00Z'))).toBe('2026-01-01');
  expect(dayAt(new Date('2025-06-30T21:59:59Z'))).toBe('2025-06-30');
  expect(dayAt(new Date('2025-06-30T22:00:00Z'))).toBe('2025-07-01');
});

test.each([
  ['2025-03-30', '2025-03-30T05:30:00.000Z'],
  ['2025-03-29', '2025-03-29T06:30:00.000Z'],
  ['2025-10-26', '2025-10-26T06:30:00.000Z'],
  ['2025-10-25', '2025-10-25T05:30:00.000Z'],
])('half past seven in Paris on %s is %s', (day, instant) => {
  expect(instantIn(day, 7, 30).toISOString()).toBe(instant);
});

test('months end where they end', () => {
  expect(addMonths('2025-12-31', 6)).toBe('2026-06-30');
  expect(addMonths('2025-08-31', 6)).toBe('2026-02-28');
  expect(addMonths('2027-08-31', 6)).toBe('2028-02-29');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysBetween('2025-03-29', '2025-03-31')).toBe(2);
  expect(daysBetween('2025-12-31', '2025-10-01')).toBe(-91);
});

test('a day that does not exist is none', () => {
  expect(isDay('2028-02-29')).toBe(true);
  for (const none of ['2025-02-29', '2025-13-01', '2025-1-1', '31/12/2025', '']) expect(isDay(none)).toBe(false);
  expect([isWeekday('2026-11-22'), isWeekday('2026-11-23')]).toEqual([false, true]);
});
