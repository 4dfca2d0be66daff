// How a period is cut: any first day, any length, a school year as well as a calendar one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, type Day, daysBetween } from '#domain/calendar.ts';
import { duesOf, type Terms } from '#domain/obligations/occurrences.ts';

type Periodicity = Terms['periodicity'];

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
const windows = (more: Partial<Terms>) => duesOf(terms(more)).map(({ startsOn, dueOn }) => `${startsOn} ${dueOn}`);

describe('due dates that a calendar year would cut wrongly', () => {
  test.each<[Partial<Terms>, number]>([
    [{ periodicity: 'TWICE_A_YEAR', startsOn: '2025-09-01', endsOn: '2026-08-31' }, 2],
    [{ periodicity: 'TIMES_A_YEAR', times: 1, startsOn: '2025-04-22', endsOn: '2026-04-21' }, 1],
    [{ periodicity: 'ONCE', startsOn: '2025-09-01', endsOn: '2026-08-31' }, 1],
    [{ periodicity: 'QUARTERLY', startsOn: '2025-09-01', endsOn: '2026-08-31' }, 4],
    [{ periodicity: 'QUARTERLY', startsOn: '2025-04-22', endsOn: '2026-04-21' }, 4],
  ])('%o: %i', (more, expected) => {
    expect(duesOf(terms(more))).toHaveLength(expected);
  });

  test('a school year twice: until the end of February, and until the end of August', () => {
    expect(windows({ periodicity: 'TWICE_A_YEAR', startsOn: '2025-09-01', endsOn: '2026-08-31' })).toEqual([
      '2025-09-01 2026-02-28',
      '2026-03-01 2026-08-31',
    ]);
  });

  test('what is left over is a window of its own from half of one on, and part of the last one below', () => {
    const quarterly = (endsOn: Day) => windows({ periodicity: 'QUARTERLY', startsOn: '2025-02-15', endsOn });
    expect(quarterly('2025-11-30')).toEqual([
      '2025-02-15 2025-05-14',
      '2025-05-15 2025-08-14',
      '2025-08-15 2025-11-30',
    ]);
    expect(quarterly('2025-12-31')).toHaveLength(4);
    expect(windows({ periodicity: 'QUARTERLY', startsOn: '2025-02-15', endsOn: '2025-02-15' })).toEqual([
      '2025-02-15 2025-02-15',
    ]);
  });
});

const anyDay = fc.integer({ min: 0, max: 8000 }).map((days) => addDays('2015-01-01', days));
/** How often, and how many that makes in twelve months; null: none that whole months make. */
const anyRhythm = fc.oneof(
  fc.constantFrom<[Periodicity, number]>(['TWICE_A_YEAR', 2], ['QUARTERLY', 4]).map(([periodicity, aYear]) => ({
    more: { periodicity },
    aYear,
  })),
  fc
    .integer({ min: 1, max: 52 })
    .map((times) => ({ more: { periodicity: 'TIMES_A_YEAR' as const, times }, aYear: times })),
  fc
    .constantFrom(1, 2, 3, 4, 6, 12)
    .map((months) => ({ more: { periodicity: 'REGULAR' as const, months }, aYear: 12 / months })),
);

describe('whatever the first day', () => {
  test('any twelve months have as many windows as the periodicity says, and any years as many a year', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 10 }), anyRhythm, (startsOn, years, { more, aYear }) => {
        const endsOn = addDays(addMonths(startsOn, 12 * years), -1);
        expect(duesOf(terms({ ...more, startsOn, endsOn }))).toHaveLength(years * aYear);
      }),
      { seed: 11 },
    );
  });

  test('and the length: windows follow one another from the first day to the last, none empty, none too many', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 3650 }), anyRhythm, (startsOn, days, { more, aYear }) => {
        const endsOn = addDays(startsOn, days);
        const dues = duesOf(terms({ ...more, startsOn, endsOn }));
        expect(dues[0]?.startsOn).toBe(startsOn);
        expect(dues.at(-1)?.dueOn).toBe(endsOn);
        for (const [index, due] of dues.entries()) {
          expect(due.startsOn <= due.dueOn).toBe(true);
          if (index > 0) expect(due.startsOn).toBe(addDays(dues[index - 1]?.dueOn ?? '', 1));
        }
        // Within half a window of what the length makes, months being of unequal length.
        const fair = (daysBetween(startsOn, endsOn) + 1) / (365.25 / aYear);
        expect(Math.abs(dues.length - fair)).toBeLessThan(dues.length === 1 ? 1.5 : 0.75);
      }),
      { seed: 12 },
    );
  });
});
