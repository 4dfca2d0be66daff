// What stands around the notes; who may not write them goes to where they are read.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { paths } from '../../frame/navigation.ts';
import { passageOptions } from './passages.ts';
import { ReadNotesToWrite, ReadPassages } from './queries.ts';

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
