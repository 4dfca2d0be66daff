// What the page of this address shows, read for whoever asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadNotes } from './queries.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  return context.api.query(ReadNotes, { id: params.meetingId ?? '' });
}
