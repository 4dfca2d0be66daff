// The minutes with what was said of them; with `?verifier`, the approved ones compared with their fingerprint.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { addDays, today } from '#domain/calendar.ts';
import { ReadMinutes } from './queries.ts';

/** Days that are proposed for observations. */
const USUAL_DAYS = 10;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const check = new URL(request.url).searchParams.has('verifier');
  const { meeting } = await context.api.query(ReadMinutes, { id: params.meetingId ?? '', check });
  return { meeting, proposedUntil: addDays(today(), USUAL_DAYS) };
}
