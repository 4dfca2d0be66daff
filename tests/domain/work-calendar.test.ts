// Which days are worked, and at school, in the Pas-de-Calais.
import { expect, test } from 'vitest';
import { addDays, daysBetween, instantIn, isWeekday } from '#domain/calendar.ts';
import { schoolHolidays, schoolHolidaysKnownUntil } from '#domain/school-holidays.ts';
import { calendarWarnings, isWorkingDay, publicHoliday, schoolHoliday, workingDayFrom } from '#domain/work-calendar.ts';

const holidaysOf = (year: number) =>
  Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index)).filter(
    (day) => day.startsWith(String(year)) && publicHoliday(day),
  );

test('the public holidays of 2026 are the eleven of the code du travail', () => {
  expect(holidaysOf(2026)).toEqual([
    '2026-01-01',
    '2026-04-06',
    '2026-05-01',
    '2026-05-08',
    '2026-05-14',
    '2026-05-25',
    '2026-07-14',
    '2026-08-15',
    '2026-11-01',
    '2026-11-11',
    '2026-12-25',
  ]);
  expect(publicHoliday('2026-05-14')).toBe('Ascension');
  expect(publicHoliday('2026-05-15')).toBeNull();
});

test.each([
  [2024, '2024-04-01'],
  [2025, '2025-04-21'],
  [2027, '2027-03-29'],
  // The earliest and the latest that the rule gives in this century and the last.
  [2008, '2008-03-24'],
  [2038, '2038-04-26'],
  [1943, '1943-04-26'],
])('Easter Monday of %i is %s', (_year, day) => {
  expect(publicHoliday(day)).toBe('lundi de Pâques');
});

test('two holidays on one day are one day off', () => {
  expect(publicHoliday('2008-05-01')).toBe('Ascension');
  expect(holidaysOf(2008)).toHaveLength(10);
});

test('school holidays begin and end on the days of zone B, both included', () => {
  expect(schoolHoliday('2026-02-13')).toBeNull();
  expect(schoolHoliday('2026-02-14')).toBe('vacances d’hiver');
  expect(schoolHoliday('2026-03-01')).toBe('vacances d’hiver');
  expect(schoolHoliday('2026-03-02')).toBeNull();
  expect(schoolHoliday('2025-04-21')).toBe('vacances de printemps');
  expect(schoolHoliday('2025-04-22')).toBeNull();
});

test('what is written of school holidays is in order, whole, and says how far it goes', () => {
  for (const [index, { from, to }] of schoolHolidays.entries()) {
    expect(daysBetween(from, to)).toBeGreaterThan(14);
    expect(from > (schoolHolidays[index - 1]?.to ?? '2024-09-01')).toBe(true);
  }
  expect(schoolHolidays).toHaveLength(15);
  expect(schoolHolidays.at(-1)?.to).toBe(schoolHolidaysKnownUntil);
  expect(schoolHoliday(addDays(schoolHolidaysKnownUntil, 60))).toBeNull();
});

test('the next working day passes over weekends and holidays together', () => {
  expect(workingDayFrom('2026-05-01')).toBe('2026-05-04');
  expect(workingDayFrom('2026-04-04')).toBe('2026-04-07');
  expect(workingDayFrom('2026-05-05')).toBe('2026-05-05');
  expect(isWeekday('2026-05-01')).toBe(true);
  expect(isWorkingDay('2026-05-01')).toBe(false);
});

const warnings = (
  from: [day: string, hour: number, minute?: number],
  to: [day: string, hour: number, minute?: number],
) => calendarWarnings({ startsAt: instantIn(...from), endsAt: instantIn(...to) }).map(({ words }) => words);
const within = (day: string) => warnings([day, 9, 30], [day, 11]);

test('nothing is said against a working day in term, from eight to seven', () => {
  expect(within('2026-09-16')).toEqual([]);
  expect(warnings(['2026-09-16', 8], ['2026-09-16', 19])).toEqual([]);
});

test('a minute too early or too late is told, in winter as in summer', () => {
  const outside = ['Ce créneau sort des heures de travail (de 8\u00a0h à 19\u00a0h).'];
  for (const day of ['2026-09-16', '2026-12-09']) {
    expect(warnings([day, 7, 59], [day, 9])).toEqual(outside);
    expect(warnings([day, 17], [day, 19, 1])).toEqual(outside);
    expect(warnings([day, 20], [day, 22])).toEqual(outside);
    // Until midnight: the next day is not touched.
    expect(warnings([day, 18], [addDays(day, 1), 0])).toEqual(outside);
  }
});

test('a weekend, a school holiday and a public holiday are each told, on their first and last day', () => {
  expect(within('2026-09-18')).toEqual([]);
  expect(within('2026-09-19')).toEqual(['Ce créneau tombe en fin de semaine.']);
  expect(within('2026-09-20')).toEqual(['Ce créneau tombe en fin de semaine.']);
  expect(within('2026-09-21')).toEqual([]);
  expect(within('2027-02-22')).toEqual(['Ce créneau tombe pendant les vacances d’hiver (zone B).']);
  expect(within('2026-11-11')).toEqual(['Ce jour est férié (armistice de 1918).']);
  expect(within('2026-11-01')).toEqual([
    'Ce jour est férié (Toussaint).',
    'Ce créneau tombe en fin de semaine.',
    'Ce créneau tombe pendant les vacances de la Toussaint (zone B).',
  ]);
  // Beyond what is published nothing is invented.
  expect(within('2027-10-26')).toEqual([]);
});

test('what lasts several days is judged by all its days, and by its first and last hour', () => {
  expect(warnings(['2026-09-16', 9], ['2026-09-17', 17])).toEqual([]);
  expect(warnings(['2026-11-10', 9], ['2026-11-12', 17])).toEqual([
    'Ce créneau comprend un jour férié (armistice de 1918).',
  ]);
  expect(warnings(['2026-09-18', 9], ['2026-09-21', 17])).toEqual(['Ce créneau tombe en fin de semaine.']);
});
