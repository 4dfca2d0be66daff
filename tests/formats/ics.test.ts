// Calendars as two readers that share nothing understand them: the same instants over both changes of the hour.
import { CalendarDateTime, toZoned } from '@internationalized/date';
import { expect, test } from 'vitest';
import { addDays } from '#domain/calendar.ts';
import { type CalendarEvent, writeCalendar } from '#formats/ics.ts';
import { readBySecond } from '../rig/second-reader.ts';

const event = (startsAt: string, more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: `${startsAt}@exemple.fr`,
  sequence: 3,
  status: 'CONFIRMED',
  title: 'Réunion',
  description: 'Objet',
  place: 'Lens',
  url: null,
  startsAt: new Date(startsAt),
  endsAt: new Date(new Date(startsAt).getTime() + 45 * 60_000),
  stampedAt: new Date('2026-01-01T00:00:00Z'),
  modifiedAt: new Date('2025-12-24T12:34:56Z'),
  organiser: { name: 'Département', email: 'robot@exemple.fr' },
  attendees: [{ name: 'Zoé', email: 'zoe@exemple.fr', required: true, answer: 'NEEDS_ACTION' }],
  ...more,
});

// Paris changes on the last Sundays of March and October, at 1 h UTC.
const changes = ['2026-03-29', '2026-10-25', '2030-03-31', '2030-10-27'];

const instantsOf = (days: readonly string[], hours: readonly string[]) =>
  days.flatMap((day) => hours.map((hour) => `${day}T${hour}:00.000Z`));

test('a feed over both changes of the hour is read by the second reader as the instants it was written from', () => {
  const days = changes.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]);
  // Not the night of the change itself, for which this reader takes the wrong side.
  const around = instantsOf(days, ['05:00', '07:30', '12:00', '21:00']);
  const feed = writeCalendar(
    'PUBLISH',
    around.map((at) => event(at)),
    { name: 'Réunions' },
  );
  const { method, events } = readBySecond(feed);
  expect(method).toBe('PUBLISH');
  expect(events.map(({ startsAt }) => startsAt.toISOString())).toEqual(around);
  expect(events.map(({ startsAt, endsAt }) => Number(endsAt) - Number(startsAt))).toEqual(
    around.map(() => 45 * 60_000),
  );
});

/** What a start says by the letter of RFC 5545 (3.3.5): UTC, or the wall clock of Paris, whose doubled hour is its first. */
function instantSaid(line: string): string {
  const [, zone, year, month, day, hour, minute, utc] =
    /^DTSTART(?:;TZID=([^:]+))?:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)00(Z?)$/.exec(line) ?? [];
  const wall = new CalendarDateTime(Number(year), Number(month), Number(day), Number(hour), Number(minute));
  return toZoned(wall, utc === 'Z' ? 'UTC' : (zone ?? ''), 'earlier')
    .toDate()
    .toISOString();
}

test('in the night of a change, each start says its one instant by the letter of the standard', () => {
  const night = instantsOf(changes, ['00:00', '00:30', '00:59', '01:00', '01:30', '01:59', '02:00', '02:30']);
  const lines = writeCalendar(
    'PUBLISH',
    night.map((at) => event(at)),
  ).split('\r\n');
  const afterEvents = lines.slice(lines.indexOf('BEGIN:VEVENT'));
  expect(afterEvents.filter((line) => line.startsWith('DTSTART')).map(instantSaid)).toEqual(night);
});

test('an update and a cancellation keep the uid and grow the sequence, for the second reader too', () => {
  const one = event('2026-06-15T07:30:00Z');
  const changed = readBySecond(writeCalendar('REQUEST', [{ ...one, sequence: 4, title: 'Autre salle' }]));
  expect(changed).toMatchObject({ method: 'REQUEST', events: [{ uid: one.uid, sequence: 4, summary: 'Autre salle' }] });
  const over = readBySecond(writeCalendar('CANCEL', [{ ...one, sequence: 5, status: 'CANCELLED' }]));
  expect(over).toMatchObject({ method: 'CANCEL', events: [{ uid: one.uid, sequence: 5, status: 'CANCELLED' }] });
});

test.each(['PUBLISH', 'REQUEST', 'CANCEL'] as const)(
  '%s says what wrote it, when the event last changed and how soon to look again',
  (method) => {
    const lines = writeCalendar(method, [event('2026-06-15T07:30:00Z')]).split('\r\n');
    expect(lines).toContain('PRODID:-//Ingenierie 62//Plate-forme Ingenierie 62//FR');
    expect(lines).toContain('LAST-MODIFIED:20251224T123456Z');
    expect(lines).toContain('DTSTAMP:20260101T000000Z');
    expect(lines).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
    expect(lines).toContain('X-PUBLISHED-TTL:PT1H');
  },
);
