// What the form of a date poll says beside a date, before it is sent.
import { expect, test } from 'vitest';
import { searchOf } from '#app/routes/reunions.$meetingId.sondage/search.ts';
import { noteOf, proposedNote, typedNote } from '#app/routes/reunions.$meetingId.sondage/slot-notes.ts';

const free = { schoolHoliday: null, isSchoolKnown: true, busy: 0, busyRequired: 0, busyNames: [] };

test.each([
  [{}, undefined],
  [{ busy: 2 }, '2\u00a0invités pris ailleurs'],
  [{ busy: 1, busyRequired: 1 }, '1\u00a0invité pris ailleurs, présence requise'],
  [
    { busy: 1, busyRequired: 1, busyNames: ['Léa Roy'] },
    '1\u00a0invité pris ailleurs, présence requise\u00a0: Léa Roy',
  ],
  [
    { busy: 3, busyRequired: 2, busyNames: ['Léa Roy'] },
    '3\u00a0invités pris ailleurs, présence requise pour 2, dont Léa Roy',
  ],
  [
    { schoolHoliday: 'vacances d’hiver', busy: 2, busyRequired: 2, busyNames: ['Léa Roy', 'Paul Bon'] },
    'Vacances d’hiver (zone B) · 2\u00a0invités pris ailleurs, présence requise\u00a0: Léa Roy et Paul Bon',
  ],
])('a free slot says in one line what is to be known of it (%o)', (more, words) => {
  expect(noteOf({ ...free, ...more })).toBe(words);
});

test('a date that was proposed says what is known of it but for the answers, which the table shows', () => {
  const said = (check: 'UNANSWERED' | 'REQUIRED_NO' | 'BUSY' | 'WEEKEND', words: string) => ({ check, words });
  expect(
    proposedNote({ warnings: [said('UNANSWERED', 'Sans réponse.'), said('REQUIRED_NO', 'Non.')] }),
  ).toBeUndefined();
  const warnings = [said('UNANSWERED', 'Sans réponse.'), said('BUSY', 'Pris ailleurs.'), said('WEEKEND', 'Samedi.')];
  expect(proposedNote({ warnings })).toBe('Pris ailleurs. Samedi.');
});

test('an evening or a Saturday is told while it is typed, and nothing before it is whole', () => {
  expect(typedNote('2026-09-16', '18:30', '')).toBeUndefined();
  expect(typedNote('', '18:30', '20:30')).toBeUndefined();
  expect(typedNote('2026-09-16', '20:30', '18:30')).toBeUndefined();
  expect(typedNote('2026-09-16', '9:30', '11h')).toBeUndefined();
  expect(typedNote('2026-09-16', '18:30', '20h30')).toContain('heures de travail');
  expect(typedNote('2026-09-19', '9:30', '11:00')).toBe('Ce créneau tombe en fin de semaine.');
  // An hour that the night of the change leaves out is refused when it is posted.
  expect(typedNote('2027-03-28', '2:30', '4:00')).toBeUndefined();
});

const meetingAt = (from: string, to: string) => ({
  startsAt: `2026-09-16T${from}:00Z`,
  endsAt: `2026-09-16T${to}:00Z`,
});

test('hours that are asked for outside work are refused, and are never what the search begins with', () => {
  const searched = (address: string, meeting = meetingAt('07:30', '09:00')) =>
    searchOf(new URLSearchParams(address), meeting);
  expect(searched('')).toMatchObject({ hours: ['9:30', '14:00'], minutes: 90, refusal: null });
  expect(searched('heures=9:30, 20h')).toMatchObject({
    hours: ['9:30', '20:00'],
    refusal: expect.stringContaining('De 20\u00a0h à 21\u00a0h\u00a030'),
  });
  expect(searched('heures=9:30&duree=600').refusal).toContain('De 9\u00a0h\u00a030 à 19\u00a0h\u00a030');
  // A meeting in the evening, and one that lasts the day.
  expect(searched('', meetingAt('18:00', '20:00'))).toMatchObject({ hours: ['14:00'], refusal: null });
  expect(searched('', meetingAt('06:00', '16:30'))).toMatchObject({ hours: ['8:00'], minutes: 600, refusal: null });
});
