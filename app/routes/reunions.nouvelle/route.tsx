// A new meeting of a convention: `?convention=` says which; chosen first where there are several.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
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
  const asked =
    new URL(request.url).searchParams.get('convention') ?? (organised.length === 1 ? organised[0]?.id : null);
  const choices = asked ? await context.api.query(ReadMeetingChoices, { conventionId: asked }) : null;
  return { organised, choices };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { meeting, refusal } = meetingOf(form);
  if (!meeting) return refusal;
  const input = { ...meeting, conventionId: textOf(form, 'conventionId') };
  const outcome = await context.api.mutate(CreateMeeting, { input });
  return outcome.ok ? redirect(`/reunions/${outcome.value.createMeeting.id}`) : refusedMeeting(outcome);
}
