// The notes of a meeting, written together while it is held. Who may not write them reads them (notes_.lecture).
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { paths } from '../../navigation.ts';
import { readForm, textOf } from '../../posted.ts';
import type { FrameHandle } from '../../root.tsx';
import { acts } from './acts.ts';
import { passageOptions } from './passages.ts';
import { ReadNotesToWrite, ReadPassages } from './queries.ts';

export { NotesPage as default } from './notes-page.tsx';

export const handle: FrameHandle = { layout: 'full' };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Notes : ${data.meeting.title}` : 'Notes de réunion') },
];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { meeting } = await context.api.query(ReadNotesToWrite, { id: params.meetingId ?? '' });
  if (!context.viewer) throw redirect(paths.signIn);
  const { notes, viewerMayWriteNotes, ...rest } = meeting;
  if (!notes || !viewerMayWriteNotes) throw redirect(`/reunions/${meeting.id}/notes/lecture`);
  const { programme } = await context.api.query(ReadPassages, { conventionId: meeting.convention.id });
  return {
    meeting: rest,
    documentId: notes.documentId,
    passages: passageOptions(programme.items),
    viewerId: context.viewer.personId,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const meetingId = params.meetingId ?? '';
  const intent = textOf(form, 'intent');
  const outcome = await acts[intent === 'attendance' ? 'attendance' : 'outcome'](context.api, meetingId, form);
  if (!outcome.ok) return refused(outcome);
  return intent === 'attendance' ? { ok: true as const } : { done: 'Enregistré.' };
}
