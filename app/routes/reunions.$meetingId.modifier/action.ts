// States the meeting anew; those invited hear of what changed.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { readForm, textOf } from '../../forms/posted.ts';
import { meetingOf, refusedMeeting } from '../../scheduling/meeting-posted.ts';
import { ChangeMeeting } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { meeting, refusal } = meetingOf(form);
  if (!meeting) return refusal;
  const meetingId = params.meetingId ?? '';
  const input = { ...meeting, meetingId, version: Number(textOf(form, 'version')) || 0 };
  const outcome = await context.api.mutate(ChangeMeeting, { input });
  return outcome.ok ? redirect(`/reunions/${meetingId}`) : refusedMeeting(outcome);
}
