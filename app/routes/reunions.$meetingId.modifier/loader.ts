// The meeting as it stands and what may be chosen for it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { clockAt, dayAt, daysBetween } from '#domain/calendar.ts';
import { ReadMeetingChoices } from '../../meetings/meeting-queries.ts';
import { type Dates, datesOf } from '../../meetings/words.ts';
import { ReadMeetingToChange } from './queries.ts';

/** Its date as the form asks for it. */
function whenOf(meeting: Dates) {
  const dates = datesOf(meeting);
  if (!dates) return { dating: 'POLL' as const };
  const [from, to] = [new Date(dates.startsAt), new Date(dates.endsAt)];
  return {
    dating: 'DATE' as const,
    day: dayAt(from),
    startTime: clockAt(from),
    endTime: clockAt(to),
    nights: daysBetween(dayAt(from), dayAt(to)),
  };
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { meeting } = await context.api.query(ReadMeetingToChange, { id: params.meetingId ?? '' });
  const choices = await context.api.query(ReadMeetingChoices, { conventionId: meeting.convention.id });
  const { kind, title, purpose, place, link, organisers, aims } = meeting;
  const start = {
    ...{ kind, title, purpose, place, link },
    conventionId: meeting.convention.id,
    ...whenOf(meeting),
    organiserIds: organisers.map(({ id }) => id),
    occurrenceIds: aims.map(({ id }) => id),
  };
  return { meeting, choices, start };
}
