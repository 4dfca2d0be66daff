// iCalendar (RFC 5545, 5546): the one place where it is written (ics-reading.ts reads). What people typed is made harmless
// here, once, before it becomes a property. Knows no meeting and no database; domain/ hands in plain events.
import { CalendarDateTime, fromDate, toZoned } from '@internationalized/date';
import ICAL from 'ical.js';

/** Somebody an event names. */
export interface CalendarPerson {
  name: string;
  email: string;
}

export interface CalendarAttendee extends CalendarPerson {
  required: boolean;
  answer: 'NEEDS_ACTION' | 'YES' | 'MAYBE' | 'NO';
}

/** An event as calendars keep it: `uid` for ever, `sequence` growing with each change they must take over. */
export interface CalendarEvent {
  uid: string;
  sequence: number;
  status: 'CONFIRMED' | 'CANCELLED';
  title: string;
  description: string;
  place: string | null;
  /** A page on the web. */
  url: string | null;
  startsAt: Date;
  endsAt: Date;
  /** When this was last true: DTSTAMP. */
  stampedAt: Date;
  /** When the event itself last changed: LAST-MODIFIED. */
  modifiedAt: Date;
  organiser: CalendarPerson;
  /** Whether the box of `organiser` is read, so that calendars may send their answer there. */
  takesReplies?: boolean;
  attendees: readonly CalendarAttendee[];
}

/** What a calendar is sent for: an invitation or its update, its end, or a feed it reads by itself. */
export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';

// A line is at most 75 octets; ical.js does not count the space that each continued one begins with.
ICAL.foldLength = 74;

const ZONE = 'Europe/Paris';

/** Company, product, language (RFC 5545, 3.7.3). */
const PRODUCT = '-//Ingenierie 62//Plate-forme Ingenierie 62//FR';

/** Calendars that subscribe look again after an hour: what is moved on the day is seen on the day. */
const REFRESH = 'PT1H';

/** Controls but the line break, marks that turn the direction of what follows, and line ends of other systems. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNWANTED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/** Text of several lines that no reader takes for more than text. */
const harmless = (words: string): string =>
  words
    .replace(/\p{Surrogate}/gu, '')
    .replace(/\r\n?/g, '\n')
    .replace(UNWANTED, ' ')
    // Only text here, but there are readers that look for these words anywhere.
    .replace(/\b(BEGIN|END):(?=V)/gi, '$1 :')
    .trim();

/** The same on one line. */
const oneLine = (words: string): string => harmless(words).replace(/\s+/g, ' ');

/** One box: what could end the property, or name a second one, is no address. */
function mailto(email: string): string {
  if (!/^[^\s\p{C}<>()[\],;:"\\]+@[^\s\p{C}<>()[\],;:"\\]+$/u.test(email))
    throw new Error('This is not the address of one box.');
  return `mailto:${email}`;
}

const utc = (instant: Date): ICAL.Time =>
  ICAL.Time.fromJSDate(new Date(Math.floor(instant.getTime() / 1000) * 1000), true);

/** The two rules of Paris since 1996: last Sundays of March and October, at 1 h UTC. */
function parisZone(): ICAL.Component {
  const zone = new ICAL.Component('vtimezone');
  zone.addPropertyWithValue('tzid', ZONE);
  const rules = [
    { kind: 'daylight', name: 'CEST', from: '+01:00', to: '+02:00', start: '1996-03-31T02:00:00', month: 3 },
    { kind: 'standard', name: 'CET', from: '+02:00', to: '+01:00', start: '1996-10-27T03:00:00', month: 10 },
  ];
  for (const { kind, name, from, to, start, month } of rules) {
    const rule = new ICAL.Component(kind);
    rule.addPropertyWithValue('tzname', name);
    rule.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromString(from));
    rule.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromString(to));
    rule.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString(start));
    rule.addPropertyWithValue('rrule', ICAL.Recur.fromString(`FREQ=YEARLY;BYMONTH=${month};BYDAY=-1SU`));
    zone.addSubcomponent(rule);
  }
  return zone;
}

/**
 * Adds an instant as the wall clock of Paris. Computed here, because ical.js converts zones wrongly for an hour after each
 * change of the hour (ical.js#847). In the hour of October that comes twice, the wall clock means its first coming: an
 * instant of the second one is written in UTC.
 */
function addInstant(event: ICAL.Component, name: 'dtstart' | 'dtend', instant: Date): void {
  const { year, month, day, hour, minute, second } = fromDate(instant, ZONE);
  const wall = new CalendarDateTime(year, month, day, hour, minute, second);
  const property = new ICAL.Property(name);
  if (toZoned(wall, ZONE, 'earlier').toDate().getTime() === Math.floor(instant.getTime() / 1000) * 1000) {
    property.setParameter('tzid', ZONE);
    property.setValue(ICAL.Time.fromDateTimeString(wall.toString()));
  } else property.setValue(utc(instant));
  event.addProperty(property);
}

const partstats = { NEEDS_ACTION: 'NEEDS-ACTION', YES: 'ACCEPTED', MAYBE: 'TENTATIVE', NO: 'DECLINED' } as const;

function addPerson(event: ICAL.Component, name: string, { email, ...person }: CalendarPerson, more: object = {}): void {
  const property = new ICAL.Property(name);
  // Quoted or escaped (RFC 6868) they would be right, and many readers read them wrong: a name does without them.
  property.setParameter('cn', oneLine(person.name.replace(/[";:,^\\]+/g, ' ')));
  for (const [parameter, value] of Object.entries(more)) property.setParameter(parameter, value);
  property.setValue(mailto(email));
  event.addProperty(property);
}

function eventOf(event: CalendarEvent): ICAL.Component {
  const component = new ICAL.Component('vevent');
  component.addPropertyWithValue('uid', event.uid);
  component.addPropertyWithValue('dtstamp', utc(event.stampedAt));
  component.addPropertyWithValue('last-modified', utc(event.modifiedAt));
  component.addPropertyWithValue('sequence', event.sequence);
  component.addPropertyWithValue('status', event.status);
  addInstant(component, 'dtstart', event.startsAt);
  addInstant(component, 'dtend', event.endsAt);
  component.addPropertyWithValue('summary', oneLine(event.title));
  component.addPropertyWithValue('description', harmless(event.description));
  if (event.place) component.addPropertyWithValue('location', oneLine(event.place));
  if (event.url) component.addPropertyWithValue('url', new URL(event.url).href);
  addPerson(component, 'organizer', event.organiser);
  for (const { required, answer, ...person } of event.attendees)
    addPerson(component, 'attendee', person, {
      cutype: 'INDIVIDUAL',
      role: required ? 'REQ-PARTICIPANT' : 'OPT-PARTICIPANT',
      partstat: partstats[answer],
      // Without a box that is read, answers go through the link of the mail alone.
      rsvp: event.takesReplies ? 'TRUE' : 'FALSE',
    });
  return component;
}

/** Writes a calendar: CRLF, lines of at most 75 octets, its time zone included. `name` is a feed's. */
export function writeCalendar(
  method: CalendarMethod,
  events: readonly CalendarEvent[],
  { name }: { name?: string } = {},
): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', PRODUCT);
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', method);
  // How soon to look again, by its name of RFC 7986 and by the one that Outlook knows.
  calendar.addPropertyWithValue('refresh-interval', ICAL.Duration.fromString(REFRESH));
  calendar.addPropertyWithValue('x-published-ttl', REFRESH);
  if (name) calendar.addPropertyWithValue('x-wr-calname', oneLine(name));
  calendar.addSubcomponent(parisZone());
  for (const event of events) calendar.addSubcomponent(eventOf(event));
  return `${calendar.toString()}\r\n`;
}
