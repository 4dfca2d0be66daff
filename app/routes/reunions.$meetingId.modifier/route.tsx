// States a meeting anew; once it is called, saving tells those invited of what changed for them.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { clockAt, dayAt, daysBetween } from '#domain/calendar.ts';
import { pageTitle } from '../../french.ts';
import { meetingOf, refusedMeeting } from '../../meetings/meeting-posted.ts';
import { ReadMeetingChoices } from '../../meetings/meeting-queries.ts';
import { readForm, textOf } from '../../posted.ts';
import { ChangeMeeting, ReadMeetingToChange } from './queries.ts';

export { ChangeMeetingPage as default } from './change-meeting-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`Modifier ${data?.meeting.title ?? 'la réunion'}`) },
];

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

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { meeting, refusal } = meetingOf(form);
  if (!meeting) return refusal;
  const meetingId = params.meetingId ?? '';
  const input = { ...meeting, meetingId, version: Number(textOf(form, 'version')) || 0 };
  const outcome = await context.api.mutate(ChangeMeeting, { input });
  return outcome.ok ? redirect(`/reunions/${meetingId}`) : refusedMeeting(outcome);
}
