// docs/rgaa.md names every criterion of the RGAA 4.1, proves by what is there, and agrees with what the product tells its users.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rgaaCounts, rgaaNotMet, rgaaNotTested } from '#app/help/rgaa.ts';

const root = join(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'docs/rgaa.md'), 'utf8');
const rows = [...text.matchAll(/^\| (\d+\.\d+) \| ([^|]+) \| (.+) \|$/gm)].map(([, criterion, state, words]) => ({
  criterion,
  state: state?.replaceAll('*', '').trim(),
  words: words ?? '',
}));
const criteriaOf = (state: string) => rows.filter((row) => row.state === state).map(({ criterion }) => criterion);

/** How many criteria each of the 13 themes has. */
const PER_THEME = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

describe('the list of the criteria', () => {
  test('has each of the 106, in order', () => {
    const due = PER_THEME.flatMap((count, theme) =>
      Array.from({ length: count }, (_, rank) => `${theme + 1}.${rank + 1}`),
    );
    expect(due).toHaveLength(106);
    expect(rows.map(({ criterion }) => criterion)).toEqual(due);
  });

  test.each(rows)('$criterion: $state, by files that are there', ({ state, words }) => {
    expect(['conforme', 'non conforme', 'sans objet', 'non testé']).toContain(state);
    for (const [, path = ''] of words.matchAll(/`((?:app|tests)\/[^`]+)`/g))
      expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  });
});

test('the page tells the counts and every gap of the list', () => {
  const { met, notMet, doesNotApply, notTested } = rgaaCounts;
  const states = ['conforme', 'non conforme', 'sans objet', 'non testé'];
  expect([met, notMet, doesNotApply, notTested]).toEqual(states.map((state) => criteriaOf(state).length));
  expect(text).toContain(
    `${met} conformes, ${notMet} non conformes, ${doesNotApply} sans objet, ${notTested} non testés.`,
  );
  expect(rgaaNotMet.map(({ criterion }) => criterion)).toEqual(criteriaOf('non conforme'));
  expect(rgaaNotTested.map(({ criterion }) => criterion)).toEqual(criteriaOf('non testé'));
});
