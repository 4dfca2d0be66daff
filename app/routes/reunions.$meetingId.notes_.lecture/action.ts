// Opens the notes, then goes to write them.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { OpenMeetingNotes } from './queries.ts';

/** Opens them. */
export async function action({ context, params }: ActionFunctionArgs) {
  const meetingId = params.meetingId ?? '';
  const opened = await context.api.mutate(OpenMeetingNotes, { input: { meetingId } });
  return opened.ok ? redirect(`/reunions/${meetingId}/notes`) : refused(opened);
}
