// The meeting as it stands and what may be chosen for it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { clockAt, dayAt, daysBetween } from '#domain/calendar.ts';
import { ReadMeetingChoices } from '../../meetings/meeting-queries.ts';
import { ReadMeetingToChange } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { meeting } = await context.api.query(ReadMeetingToChange, { id: params.meetingId ?? '' });
  const choices = await context.api.query(ReadMeetingChoices, { conventionId: meeting.convention.id });
  const { kind, title, purpose, place, link, organisers, aims } = meeting;
  const [from, to] = [new Date(meeting.startsAt), new Date(meeting.endsAt)];
  const start = {
    ...{ kind, title, purpose, place, link },
    conventionId: meeting.convention.id,
    day: dayAt(from),
    startTime: clockAt(from),
    endTime: clockAt(to),
    nights: daysBetween(dayAt(from), dayAt(to)),
    organiserIds: organisers.map(({ id }) => id),
    occurrenceIds: aims.map(({ id }) => id),
  };
  return { meeting, choices, start };
}
