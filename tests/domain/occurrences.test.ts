// When obligations fall due: the calendar alone.
import { describe, expect, test } from 'vitest';
import { quarterOf, spansOf, stepOn, type Terms } from '#domain/occurrences.ts';

const terms = (more: Partial<Terms>): Terms => ({
  periodicity: 'ONCE',
  times: null,
  months: null,
  eventOn: null,
  startsOn: '2025-01-01',
  endsOn: '2025-12-31',
  ...more,
});
const spans = (more: Partial<Terms>) => spansOf(terms(more)).map(({ startsOn, dueOn }) => `${startsOn} ${dueOn}`);

describe('due dates follow from the periodicity', () => {
  test('once, regularly and without end: one, due on the last day of the period', () => {
    for (const periodicity of ['ONCE', 'REGULAR', 'CONTINUOUS'] as const)
      expect(spans({ periodicity })).toEqual(['2025-01-01 2025-12-31']);
  });

  test('n a year: n at the end of each year that the period touches, or at its own end if that is sooner', () => {
    expect(spans({ periodicity: 'TIMES_A_YEAR', times: 2 })).toEqual([
      '2025-01-01 2025-12-31',
      '2025-01-01 2025-12-31',
    ]);
    expect(spans({ periodicity: 'TIMES_A_YEAR', times: 1, startsOn: '2024-10-15', endsOn: '2026-03-31' })).toEqual([
      '2024-10-15 2024-12-31',
      '2025-01-01 2025-12-31',
      '2026-01-01 2026-03-31',
    ]);
  });

  test('twice a year: the semesters of the calendar', () => {
    expect(spans({ periodicity: 'TWICE_A_YEAR' })).toEqual(['2025-01-01 2025-06-30', '2025-07-01 2025-12-31']);
  });

  test('a quarter: those of the calendar, cut where the period cuts them', () => {
    expect(spans({ periodicity: 'QUARTERLY', startsOn: '2025-02-15', endsOn: '2025-11-30' })).toEqual([
      '2025-02-15 2025-03-31',
      '2025-04-01 2025-06-30',
      '2025-07-01 2025-09-30',
      '2025-10-01 2025-11-30',
    ]);
  });

  test('six months after the close of the year 2025 is 30 June 2026; of a 31 August, the last day of February', () => {
    expect(spans({ periodicity: 'WITHIN_MONTHS', months: 6, eventOn: '2025-12-31' })).toEqual([
      '2025-12-31 2026-06-30',
    ]);
    expect(spans({ periodicity: 'WITHIN_MONTHS', months: 6, eventOn: '2025-08-31' })).toEqual([
      '2025-08-31 2026-02-28',
    ]);
    expect(spans({ periodicity: 'WITHIN_MONTHS', months: 6, eventOn: '2027-08-31' })).toEqual([
      '2027-08-31 2028-02-29',
    ]);
  });

  test('on request and on event: none until somebody says so', () => {
    expect(spans({ periodicity: 'ON_REQUEST' })).toEqual([]);
    expect(spans({ periodicity: 'ON_EVENT' })).toEqual([]);
  });
});

test('a reminder’s step is the latest that has begun: 60, 30 and 7 days before, and late from the day after', () => {
  const due = '2025-12-31';
  expect(stepOn(due, '2025-11-01')).toBe('DUE_60');
  expect(stepOn(due, '2025-10-31')).toBeNull();
  expect(stepOn(due, '2025-12-01')).toBe('DUE_30');
  expect(stepOn(due, '2025-11-30')).toBe('DUE_60');
  expect(stepOn(due, '2025-12-24')).toBe('DUE_7');
  expect(stepOn(due, '2025-12-23')).toBe('DUE_30');
  expect(stepOn(due, '2025-12-31')).toBe('DUE_7');
  expect(stepOn(due, '2026-01-01')).toBe('LATE');
});

test('a quarter is named after its year and rank', () => {
  expect(quarterOf('2025-01-01')).toBe('2025-Q1');
  expect(quarterOf('2025-12-31')).toBe('2025-Q4');
});
