// The form of a meeting: a day and two hours of Paris become two instants, or a sentence under the field that is wrong.
import { describe, expect, test } from 'vitest';
import { meetingOf } from '#app/scheduling/meeting-posted.ts';

const posted = (more: Record<string, string>) => {
  const form = new FormData();
  const fields = {
    kind: 'WORKSHOP',
    title: 'Atelier',
    day: '2026-06-16',
    startTime: '9:30',
    endTime: '11:00',
    ...more,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return meetingOf(form);
};
const spanOf = ({ meeting }: ReturnType<typeof meetingOf>) => [meeting?.startsAt, meeting?.endsAt];

describe('the hours of a meeting', () => {
  test.each([
    ['in summer', {}, ['2026-06-16T07:30:00.000Z', '2026-06-16T09:00:00.000Z']],
    ['in winter', { day: '2026-12-10' }, ['2026-12-10T08:30:00.000Z', '2026-12-10T10:00:00.000Z']],
    [
      'over the change of March',
      { day: '2026-03-29', startTime: '1:30', endTime: '3h30' },
      ['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z'],
    ],
    [
      'over the change of October, the hour that comes twice at its first coming',
      { day: '2026-10-25', startTime: '1:30', endTime: '2:30' },
      ['2026-10-24T23:30:00.000Z', '2026-10-25T00:30:00.000Z'],
    ],
    ['on the 29th of February', { day: '2028-02-29' }, ['2028-02-29T08:30:00.000Z', '2028-02-29T10:00:00.000Z']],
    [
      'with the nights that a program gave it',
      { nights: '2', endTime: '9h' },
      ['2026-06-16T07:30:00.000Z', '2026-06-18T07:00:00.000Z'],
    ],
  ])('are those of Paris: %s', (_when, more, span) => {
    expect(spanOf(posted(more))).toEqual(span);
  });

  test('none while a date is looked for, whatever the hidden fields say; what it is stays asked', () => {
    expect(spanOf(posted({ dating: 'POLL', day: 'demain' }))).toEqual([null, null]);
    expect(posted({ dating: 'POLL', kind: '' }).refusal?.data.fields).toHaveProperty('kind');
  });

  test.each([
    ['an hour that does not exist', { day: '2026-03-29', startTime: '2:30', endTime: '4:00' }, 'startTime'],
    ['an end that does not exist', { day: '2026-03-29', startTime: '1:00', endTime: '2:15' }, 'endTime'],
    ['an hour beyond the day', { startTime: '33:00' }, 'startTime'],
    ['minutes beyond the hour', { endTime: '11:75' }, 'endTime'],
    ['words', { startTime: 'le matin' }, 'startTime'],
    ['a day that is none', { day: '2027-02-29' }, 'day'],
  ])('%s is refused under its field', (_what, more, field) => {
    const { meeting, refusal } = posted(more);
    expect(meeting).toBeUndefined();
    expect(refusal?.data.fields).toEqual({ [field]: expect.stringMatching(/\.$/) });
  });
});
