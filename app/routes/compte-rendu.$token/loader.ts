// The minutes that the link opens, or that it opens nothing any more; nobody keeps a copy of the answer.
import { data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { ReadMinutesInvitation } from './queries.ts';

/** The address is a secret: no cache keeps the page. Other sites never learn it, by the referrer policy of every page. */
const secret = { 'Cache-Control': 'no-store' };

export const headers: HeadersFunction = () => secret;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const { minutesInvitation: minutes } = await context.api.query(ReadMinutesInvitation, { token });
  const isSaid = new URL(request.url).searchParams.has('enregistre');
  return data({ minutes, token, isSaid }, { status: minutes ? 200 : 410, headers: secret });
}
