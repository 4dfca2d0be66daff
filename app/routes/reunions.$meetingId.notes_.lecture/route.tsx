// The notes of a meeting to read, and the button that opens them; needs no script.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { OpenMeetingNotes, ReadNotes } from './queries.ts';

export { NotesReadingPage as default } from './notes-reading-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Notes : ${data.meeting.title}` : 'Notes de réunion') },
];

export async function loader({ context, params }: LoaderFunctionArgs) {
  return context.api.query(ReadNotes, { id: params.meetingId ?? '' });
}

/** Opens them. */
export async function action({ context, params }: ActionFunctionArgs) {
  const meetingId = params.meetingId ?? '';
  const opened = await context.api.mutate(OpenMeetingNotes, { input: { meetingId } });
  return opened.ok ? redirect(`/reunions/${meetingId}/notes`) : refused(opened);
}
