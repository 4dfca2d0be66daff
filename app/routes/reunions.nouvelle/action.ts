// Prepares a meeting, then shows it.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { readForm, textOf } from '../../forms/posted.ts';
import { meetingOf, refusedMeeting } from '../../scheduling/meeting-posted.ts';
import { CreateMeeting } from './queries.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { meeting, refusal } = meetingOf(form);
  if (!meeting) return refusal;
  const input = { ...meeting, conventionId: textOf(form, 'conventionId') };
  const outcome = await context.api.mutate(CreateMeeting, { input });
  if (!outcome.ok) return refusedMeeting(outcome);
  const { id, startsAt, invitees } = outcome.value.createMeeting;
  // A date is asked of somebody: with nobody invited yet, the page of the meeting is where one invites.
  const isAsking = startsAt === null && invitees.length > 0;
  return redirect(isAsking ? `/reunions/${id}/sondage` : `/reunions/${id}`);
}
