// A new meeting of a convention: `?convention=` says which, chosen first where there are several; `?jour=` its day.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { isDay } from '#domain/calendar.ts';
import { pageTitle } from '../../french.ts';
import { meetingOf, refusedMeeting } from '../../meetings/meeting-posted.ts';
import { ReadMeetingChoices } from '../../meetings/meeting-queries.ts';
import { readForm, textOf } from '../../posted.ts';
import { CreateMeeting, ListOrganised } from './queries.ts';

export { NewMeetingPage as default } from './new-meeting-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Nouvelle réunion') }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { conventions } = await context.api.query(ListOrganised);
  const organised = conventions.edges.map(({ node }) => node).filter((one) => one.viewerMayOrganiseMeetings);
  const { searchParams } = new URL(request.url);
  // From a day of the calendar.
  const named = searchParams.get('jour') ?? '';
  const day = isDay(named) ? named : undefined;
  const asked = searchParams.get('convention') ?? (organised.length === 1 ? organised[0]?.id : null);
  const choices = asked ? await context.api.query(ReadMeetingChoices, { conventionId: asked }) : null;
  return { organised, choices, day };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { meeting, refusal } = meetingOf(form);
  if (!meeting) return refusal;
  const input = { ...meeting, conventionId: textOf(form, 'conventionId') };
  const outcome = await context.api.mutate(CreateMeeting, { input });
  return outcome.ok ? redirect(`/reunions/${outcome.value.createMeeting.id}`) : refusedMeeting(outcome);
}
