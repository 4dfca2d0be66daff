// What a line of the activity says of a change: from what, to what, and of which thing.
import { expect, test } from 'vitest';
import { placeOf } from '#app/history/places.ts';
import { type Run, runsByDay, whatOf } from '#app/history/runs.ts';
import {
  type ChangeKind,
  type ChangeSubject,
  changeKinds,
  changeSubjects,
  nameOfKind,
  subjectOfText,
} from '#domain/vocabulary.ts';

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

const placeIn = (kind: ChangeKind, subject: ChangeSubject, details: object = {}) => {
  const { change, count } = run(kind, details);
  return placeOf({ change: { ...change, subject }, count }, '9');
};

test.each([
  ['NOTES', '/reunions/2/notes'],
  ['REPORT', '/conventions/9/suivi/bilan/redaction'],
  ['CONVENTION', '/conventions/9'],
] as const)('what is suggested in %s, and a Word file that comes back, leads to that text', (text, place) => {
  const kinds = changeKinds.filter((kind) => kind.startsWith('suggestion.') || kind === 'text.returned');
  expect(kinds.length).toBeGreaterThan(4);
  for (const kind of kinds) expect(placeIn(kind, subjectOfText[text], { documentId: '8' })).toBe(place);
});

/** Told to one person or one organisation, never in a convention. */
const elsewhere: readonly ChangeSubject[] = [
  'Organisation',
  'Unit',
  'Person',
  'ApiKey',
  'Webhook',
  'Session',
  'CalendarFeed',
  'Notification',
  'AccessRequest',
  'Demonstration',
  'Template',
];

test('whatever is told in a convention leads somewhere, but what is deleted', () => {
  const details = { meetingId: '5', kind: 'BLOCK', to: '6' };
  const gone = [nameOfKind('item.archived'), nameOfKind('comment.deleted')];
  for (const subject of changeSubjects.filter((one) => !elsewhere.includes(one)))
    for (const kind of changeKinds.filter((one) => !gone.includes(nameOfKind(one))))
      expect([subject, kind, placeIn(kind, subject, details)?.[0]]).toEqual([subject, kind, '/']);
  expect(placeIn('item.archived', 'ProgrammeItem')).toBeNull();
  expect(placeIn('comment.deleted', 'Comment')).toBeNull();
});

test.each([
  ['meeting.called', 'Meeting', {}, '/reunions/2'],
  ['agenda.sent', 'Meeting', {}, '/reunions/2/ordre-du-jour'],
  ['minutes.approved', 'Minutes', {}, '/reunions/2/compte-rendu'],
  ['poll.opened', 'DatePoll', {}, '/reunions/2/sondage'],
  ['poll.answered', 'Invitee', { meetingId: '5' }, '/reunions/5/sondage'],
  ['invitation.answered', 'Invitee', { meetingId: '5' }, '/reunions/5'],
  ['outcome.added', 'Outcome', { meetingId: '5', kind: 'TASK' }, '/reunions/5#decisions'],
  ['occurrence.delayed', 'Occurrence', {}, '/conventions/9/suivi/obligations?echeance=2#e-2'],
  ['evidence.recorded', 'Evidence', { occurrenceId: '4' }, '/conventions/9/suivi/obligations?echeance=4#e-4'],
  ['comment.posted', 'Comment', { threadId: '3' }, '/conventions/9/commentaires'],
  ['dataset.linked', 'Dataset', { kind: 'MEETING', to: '6' }, '/reunions/6'],
  ['report.made', 'YearReport', {}, '/conventions/9/suivi/bilan'],
  ['convention.moved', 'Convention', {}, '/conventions/9/parcours'],
] as const)('%s of a %s leads to its page', (kind, subject, details, place) => {
  expect(placeIn(kind, subject, details)).toBe(place);
});

test('what was done in the notes of two meetings is two lines', () => {
  const told = (subjectId: string) => ({
    ...run('suggestion.accepted', {}).change,
    subject: subjectOfText.NOTES,
    subjectId,
  });
  const [day] = runsByDay([told('1'), told('1'), told('2')]);
  expect(day?.runs.map(({ count }) => count)).toEqual([2, 1]);
});
