// Closes a meeting: who was there.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { meetingAttendances } from '#domain/vocabulary.ts';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { HoldMeeting, ReadMeetingToHold } from './queries.ts';

export { HoldMeetingPage as default } from './hold-meeting-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Clore la réunion') }];

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadMeetingToHold, { id: params.meetingId ?? '' });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const meetingId = params.meetingId ?? '';
  // What the form leaves as it was recorded is not sent: somebody else may have recorded it anew meanwhile.
  const attendance = form.getAll('inviteeId').flatMap((inviteeId) => {
    const chosen = textOf(form, `attendance-${inviteeId}`);
    if (chosen === textOf(form, `before-${inviteeId}`)) return [];
    return [{ inviteeId: String(inviteeId), attendance: meetingAttendances.find((one) => one === chosen) ?? null }];
  });
  const input = { meetingId, version: Number(textOf(form, 'version')) || 0, attendance };
  const outcome = await context.api.mutate(HoldMeeting, { input });
  return outcome.ok ? redirect(`/reunions/${meetingId}`) : refused(outcome);
}
