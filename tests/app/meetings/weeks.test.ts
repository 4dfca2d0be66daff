// The sheet of a month: whole weeks, whatever the month begins and ends with.
import { describe, expect, test } from 'vitest';
import { monthAt, monthsAfter, weeksOf } from '#app/routes/reunions.calendrier/weeks.ts';
import { addDays } from '#domain/calendar.ts';

describe('the sheet of a month', () => {
  test('begins on a Monday and ends on a Sunday, with the days of its neighbours', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks[0]?.[0]).toBe('2026-10-26');
    expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
  });

  test('has four weeks when February begins on a Monday', () => {
    expect(weeksOf('2027-02')).toHaveLength(4);
    expect(weeksOf('2027-02')[0]?.[0]).toBe('2027-02-01');
  });

  test('holds the 29th of February of a leap year, and no other', () => {
    expect(weeksOf('2028-02').flat()).toContain('2028-02-29');
    expect(weeksOf('2027-02').flat()).not.toContain('2027-02-29');
  });

  test('has each day of ten years once, one after the other', () => {
    for (let month = '2024-01'; month < '2034-01'; month = monthsAfter(month, 1)) {
      const days = weeksOf(month).flat();
      expect(days).toEqual(days.map((_, index) => addDays(days[0] ?? '', index)));
      expect(days.length % 7).toBe(0);
      expect(days).toContain(`${month}-01`);
      expect(days).toContain(addDays(`${monthsAfter(month, 1)}-01`, -1));
    }
  });

  test.each([null, '', '2026-13', '2026-1', '9999-01', '2026-11-02', '<b>'])(
    '%s is no month: today’s is shown',
    (text) => {
      expect(monthAt(text, '2026-11-22')).toBe('2026-11');
    },
  );

  test('another month of the address is shown', () => expect(monthAt('2027-02', '2026-11-22')).toBe('2027-02'));
});
