// The notes as they are read, and whether the viewer may open or write them.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadNotes } from './queries.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  return context.api.query(ReadNotes, { id: params.meetingId ?? '' });
}
