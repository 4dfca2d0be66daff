// The invitation that the link opens, or that it opens nothing any more; nobody keeps a copy of the answer.
import { data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { ReadInvitation } from './queries.ts';

/**
 * The address is a secret: no cache keeps the page. No other site is told of it either (http.ts: `same-origin`); a
 * stricter policy would hide the origin of our own form, which is then refused where there is no script.
 */
const secret = { 'Cache-Control': 'no-store' };

export const headers: HeadersFunction = () => secret;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { invitation } = await context.api.query(ReadInvitation, { token: params.token ?? '' });
  const isAnswered = new URL(request.url).searchParams.has('repondu');
  return data({ invitation, isAnswered }, { status: invitation ? 200 : 410, headers: secret });
}
