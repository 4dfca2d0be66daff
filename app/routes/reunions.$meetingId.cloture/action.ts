// Says who was there, and that the meeting was held.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { meetingAttendances } from '#domain/vocabulary.ts';
import { refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { HoldMeeting } from './queries.ts';

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
