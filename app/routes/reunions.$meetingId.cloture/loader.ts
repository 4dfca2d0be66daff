// Who was invited to the meeting, to say who was there.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadMeetingToHold } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadMeetingToHold, { id: params.meetingId ?? '' });
}
