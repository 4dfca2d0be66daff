// The sheet of a month: whole weeks, whatever the month begins and ends with, and what its days say.
import { describe, expect, test } from 'vitest';
import { holidayWords, namedDays } from '#app/routes/reunions.calendrier/holidays.ts';
import {
  hourOn,
  monthAt,
  monthsAfter,
  nameOf,
  touches,
  touchesMonth,
  weeksOf,
} from '#app/routes/reunions.calendrier/weeks.ts';
import { addDays, instantIn } from '#domain/calendar.ts';
import { schoolHolidaysKnownUntil } from '#domain/school-holidays.ts';
import { publicHoliday, schoolHoliday } from '#domain/work-calendar.ts';

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

const dayAs = (day: string) => ({
  day,
  publicHoliday: publicHoliday(day),
  schoolHoliday: schoolHoliday(day),
  isSchoolCalendarKnown: day <= schoolHolidaysKnownUntil,
});
const sheetOf = (month: string) => weeksOf(month).flat().map(dayAs);
/** With plain spaces. */
const plain = (words: string) => words.replaceAll('\u00a0', ' ');

describe('school holidays in words', () => {
  test.each([
    ['2027-05', 'Zone B : vacances de printemps, jusqu’au 2 mai 2027.'],
    ['2027-02', 'Zone B : vacances d’hiver, à partir du 20 février 2027.'],
    ['2026-04', 'Zone B : vacances de printemps, du 11 avril 2026 au 26 avril 2026.'],
    ['2026-06', 'Zone B : vacances d’été, à partir du 4 juillet 2026.'],
    ['2026-05', 'Pas de vacances scolaires dans la zone B.'],
    [
      '2027-08',
      'Zone B : vacances d’été, jusqu’au 31 août 2027. Le calendrier scolaire de la zone B n’est pas encore connu pour toute cette période.',
    ],
    ['2028-08', 'Le calendrier scolaire de la zone B n’est pas encore connu pour toute cette période.'],
  ])('%s: %s', (month, words) => expect(plain(holidayWords(sheetOf(month)))).toBe(words));

  test('are written once a week, on their first day that has no other name', () => {
    const named = weeksOf('2026-11').flatMap((week) => namedDays(week.map(dayAs)).map(({ day }) => day));
    expect(named).toEqual(['2026-10-26']);
    expect(namedDays(weeksOf('2027-02')[2]?.map(dayAs) ?? []).map(({ day }) => day)).toEqual(['2027-02-20']);
    // Easter Monday is called so; the holiday begins its week on Tuesday.
    expect(namedDays(weeksOf('2025-04')[3]?.map(dayAs) ?? [])).toEqual([]);
    expect(namedDays(weeksOf('2025-04')[1]?.map(dayAs) ?? []).map(({ day }) => day)).toEqual(['2025-04-07']);
  });
});

describe('a meeting on the days of the sheet', () => {
  const span = (from: Date, to: Date) => ({ startsAt: from.toISOString(), endsAt: to.toISOString() });
  const days = span(instantIn('2026-11-30', 9), instantIn('2026-12-02', 17, 30));
  const late = span(instantIn('2026-11-19', 21), instantIn('2026-11-20', 0));

  test('says when it begins, goes on and ends', () => {
    expect(['2026-11-30', '2026-12-01', '2026-12-02'].map((day) => plain(hourOn(days, day)))).toEqual([
      '9 h',
      'suite',
      'jusqu’à 17 h 30',
    ]);
  });

  test('that ends at midnight is not of the next day', () => {
    expect(touches(late, '2026-11-19')).toBe(true);
    expect(touches(late, '2026-11-20')).toBe(false);
    expect(touches(late, '2026-11-16', '2026-11-22')).toBe(true);
    expect(touches(late, '2026-11-20', '2026-11-26')).toBe(false);
  });

  test('is of each month that it touches, and of no other', () => {
    expect(['2026-10', '2026-11', '2026-12', '2027-01'].map((month) => touchesMonth(days, month))).toEqual([
      ...[false, true, true, false],
    ]);
    expect(plain(nameOf('2026-12'))).toBe('décembre 2026');
  });
});
