// Which threads the panel shows for each choice.
import { describe, expect, test } from 'vitest';
import { choiceOf, choicesOf, isChosen } from '#app/discussions/choose-threads.ts';
import { buildComment, buildThread } from './build.ts';

const open = buildThread({ id: 'open' });
const resolved = buildThread({ id: 'resolved', resolvedAt: '2026-01-02T10:00:00.000Z' });
const mine = buildThread({ id: 'mine', isMine: true });
const naming = buildThread({ id: 'naming', mentionsViewer: true });
const ofAgency = buildThread({
  id: 'agency',
  comments: [
    buildComment({}),
    buildComment({
      author: { id: 'a', name: 'A', organisationId: 'agency', organisationName: 'Agence', affiliation: 'Agence' },
    }),
  ],
});
const withdrawn = buildThread({
  id: 'withdrawn',
  comments: [
    buildComment({}),
    buildComment({
      author: { id: 'b', name: 'B', organisationId: 'gone', organisationName: 'Partie', affiliation: 'Partie' },
      deletedAt: '2026-01-02T10:00:00.000Z',
    }),
  ],
});
const threads = [open, resolved, mine, naming, ofAgency, withdrawn];

describe('a choice', () => {
  test.each([
    ['open', ['open', 'mine', 'naming', 'agency', 'withdrawn']],
    ['all', ['open', 'resolved', 'mine', 'naming', 'agency', 'withdrawn']],
    ['resolved', ['resolved']],
    ['mine', ['mine']],
    ['mentions', ['naming']],
    ['organisation:agency', ['agency']],
    ['organisation:gone', []],
  ] as const)('%s', (choice, ids) => {
    expect(threads.filter((thread) => isChosen(thread, choice)).map(({ id }) => id)).toEqual(ids);
  });

  test('offers the organisations that wrote and whose words stand, by name', () => {
    const offered = choicesOf(threads).map(({ label }) => label);
    expect(offered.slice(-2)).toEqual(['Avec Agence', 'Avec DAT']);
  });

  test.each([
    [null, 'open'],
    ['resolved', 'resolved'],
    ['organisation:x', 'organisation:x'],
    ['<script>', 'open'],
  ])('is read from an address: %s', (value, choice) => {
    expect(choiceOf(value)).toBe(choice);
  });
});
