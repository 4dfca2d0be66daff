// What a line of the activity says of a change: from what, to what, and of which thing.
import { expect, test } from 'vitest';
import { placeOf, type Run, whatOf } from '#app/history/runs.ts';
import { type ChangeKind, nameOfKind } from '#domain/vocabulary.ts';

const run = (kind: ChangeKind, details: object, count = 1) => ({
  change: {
    id: '1',
    at: '2026-03-03T08:00:00Z',
    kind: nameOfKind(kind) as Run['change']['kind'],
    subject: 'Thread' as const,
    subjectId: '2',
    apiKeyId: null,
    details,
    actors: [],
  },
  count,
});

test.each([
  ['convention.moved', { from: 'DRAFT', to: 'IN_REVIEW' }, 'de « Brouillon » à « En concertation »'],
  ['convention.renamed', { before: 'Une', title: 'Autre' }, 'de « Une » à « Autre »'],
  ['participant.changed', { name: 'Anne', before: 'READER', role: 'EDITOR' }, 'Anne, de « Lecteur » à « Rédacteur »'],
  ['action.changed', { before: 'UPCOMING', status: 'DONE', progress: 100 }, 'de « À venir » à « Réalisée »'],
  ['action.changed', { before: 'ONGOING', status: 'ONGOING', progress: 40 }, 'avancement de 40 %'],
  [
    'action.changed',
    { title: 'Repérer', before: 'ONGOING', status: 'DONE' },
    '« Repérer », de « En cours » à « Réalisée »',
  ],
  ['action.noted', { title: 'Repérer les cités', on: '2026-03-03' }, '« Repérer les cités »'],
  ['thread.opened', { blockId: '1', quotation: 'les cités' }, '« les cités »'],
  ['meeting.called', { title: 'Comité' }, '« Comité »'],
  ['item.changed', { words: 'x'.repeat(100) }, `« ${'x'.repeat(90)}… »`],
  ['comment.posted', { threadId: '3' }, null],
  ['version.named', { versionId: '4', name: 'Avant' }, '« Avant »'],
  ['version.named', { versionId: '4', name: 'Avant', title: 'Notes – Comité' }, '« Avant », Notes – Comité'],
  ['text.restored', { versionId: '4' }, null],
] as const)('%s %j says %s', (kind, details, words) => {
  expect(whatOf(run(kind, details))?.replaceAll('\u00a0', ' ') ?? null).toBe(words);
});

test('several of a kind in a row name none of them', () =>
  expect(whatOf(run('meeting.called', { title: 'Comité' }, 3))).toBeNull());

test('a version leads to those of its text, one of a report to the report', () => {
  const named = (subject: Run['change']['subject'], details: object) => {
    const { change, count } = run('version.named', details);
    return placeOf({ change: { ...change, subject }, count }, '9');
  };
  expect(named('MeetingNotes', { documentId: '8' })).toBe('/textes/8/versions');
  expect(named('Convention', { documentId: '7' })).toBe('/textes/7/versions');
  expect(named('Convention', {})).toBe('/conventions/9/versions');
  expect(named('YearReport', { documentId: '6' })).toBe('/conventions/9/suivi/bilan');
});
