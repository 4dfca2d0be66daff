// Opens the notes, then goes to write them.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm } from '../../forms/posted.ts';
import { OPEN_FIELDS } from '../../templates/open-fields.ts';
import { OpenMeetingNotes, OpenNotesFromTemplate } from './queries.ts';

/** Opens them, from the agenda or with a template. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const meetingId = params.meetingId ?? '';
  const templateId = optionalTextOf(await readForm(request), 'templateId');
  const opened = templateId
    ? await context.api.mutate(OpenNotesFromTemplate, { input: { meetingId, templateId } })
    : await context.api.mutate(OpenMeetingNotes, { input: { meetingId } });
  return opened.ok ? redirect(`/reunions/${meetingId}/notes${templateId ? OPEN_FIELDS : ''}`) : refused(opened);
}
