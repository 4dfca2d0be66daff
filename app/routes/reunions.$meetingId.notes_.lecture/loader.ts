// The notes as they are read, and whether the viewer may open or write them, and with which template.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readTemplateChoices } from '../../templates/queries.ts';
import { ReadNotes } from './queries.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { meeting } = await context.api.query(ReadNotes, { id: params.meetingId ?? '' });
  const mayOpen = meeting.viewerMayWriteNotes && !meeting.notes;
  return { meeting, templates: mayOpen ? await readTemplateChoices(context, 'MINUTES') : [] };
}
