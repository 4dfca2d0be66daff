// iCalendar text read by a second library that shares nothing with the one it was written with.
import { convertIcsCalendar } from 'ts-ics';

/** An event as the second reader understands it. */
export interface ReadEvent {
  uid: string;
  summary: string | undefined;
  sequence: number;
  status: string | undefined;
  startsAt: Date;
  endsAt: Date | undefined;
  attendees: string[];
}

/** The method and events of a calendar. */
export function readBySecond(text: string): { method: string | undefined; events: ReadEvent[] } {
  const { method, events = [] } = convertIcsCalendar(undefined, text);
  return {
    method,
    events: events.map((event) => ({
      uid: event.uid,
      summary: event.summary,
      // It gives 0 as if none were said, which is the same (RFC 5545, 3.8.7.4).
      sequence: event.sequence ?? 0,
      status: event.status,
      startsAt: event.start.date,
      endsAt: event.end?.date,
      attendees: (event.attendees ?? []).map(({ email }) => email),
    })),
  };
}
