// When obligations fall due: the calendar alone.
import { describe, expect, test } from 'vitest';
import { duesOf, silentMonths, stepOn, type Terms } from '#domain/obligations/occurrences.ts';

const terms = (more: Partial<Terms>): Terms => ({
  periodicity: 'ONCE',
  times: null,
  months: null,
  eventOn: null,
  pieces: [],
  startsOn: '2025-01-01',
  endsOn: '2025-12-31',
  ...more,
});
const spans = (more: Partial<Terms>) => duesOf(terms(more)).map(({ startsOn, dueOn }) => `${startsOn} ${dueOn}`);

describe('due dates follow from the periodicity', () => {
  test('once: one, due on the last day of the period', () => {
    expect(spans({ periodicity: 'ONCE' })).toEqual(['2025-01-01 2025-12-31']);
  });

  test('without end: attested once the period is over, within the months that are left for it', () => {
    expect(spans({ periodicity: 'CONTINUOUS', months: 1 })).toEqual(['2025-01-01 2026-01-31']);
    expect(spans({ periodicity: 'CONTINUOUS', months: 6 })).toEqual(['2025-01-01 2026-06-30']);
  });

  test('regularly: one window for each turn of the rhythm', () => {
    expect(spans({ periodicity: 'REGULAR', months: 6 })).toEqual(['2025-01-01 2025-06-30', '2025-07-01 2025-12-31']);
  });

  test('n a year: each its own window, by months where they share a year evenly, else by days', () => {
    expect(spans({ periodicity: 'TIMES_A_YEAR', times: 2 })).toEqual([
      '2025-01-01 2025-06-30',
      '2025-07-01 2025-12-31',
    ]);
    expect(spans({ periodicity: 'TIMES_A_YEAR', times: 5 })).toEqual([
      '2025-01-01 2025-03-14',
      '2025-03-15 2025-05-26',
      '2025-05-27 2025-08-07',
      '2025-08-08 2025-10-19',
      '2025-10-20 2025-12-31',
    ]);
  });

  test('twice a year and a quarter: of a calendar year, its semesters and quarters', () => {
    expect(spans({ periodicity: 'TWICE_A_YEAR' })).toEqual(['2025-01-01 2025-06-30', '2025-07-01 2025-12-31']);
    expect(spans({ periodicity: 'QUARTERLY' }).map((span) => span.slice(-5))).toEqual([
      '03-31',
      '06-30',
      '09-30',
      '12-31',
    ]);
  });

  test('several documents: each is due on its own', () => {
    const accounts = terms({
      periodicity: 'WITHIN_MONTHS',
      months: 6,
      eventOn: '2025-12-31',
      pieces: ['Compte rendu', 'Budget', 'Comptes'],
    });
    expect(duesOf(accounts).map(({ piece, dueOn }) => `${piece} ${dueOn}`)).toEqual([
      'Compte rendu 2026-06-30',
      'Budget 2026-06-30',
      'Comptes 2026-06-30',
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

test('silence is said from as many months on as the rhythm has, of what is regular and in its period alone', () => {
  const regular = terms({ periodicity: 'REGULAR', months: 3 });
  expect(silentMonths(regular, [], '2025-03-31')).toBeNull();
  expect(silentMonths(regular, [], '2025-04-01')).toBe(3);
  expect(silentMonths(regular, ['2025-02-10', '2025-01-05'], '2025-05-09')).toBeNull();
  expect(silentMonths(regular, ['2025-02-10'], '2025-05-10')).toBe(3);
  expect(silentMonths(regular, ['2025-02-10'], '2025-12-31')).toBe(10);
  expect(silentMonths(regular, ['2025-02-10'], '2026-01-01')).toBeNull();
  expect(silentMonths(terms({ periodicity: 'QUARTERLY' }), [], '2025-12-31')).toBeNull();
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
