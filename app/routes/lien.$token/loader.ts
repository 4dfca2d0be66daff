// Whose link this is and what it is for, without spending it; nobody keeps a copy of the answer.
import { data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { ReadAccountLink } from './queries.ts';

/** The address is a secret: no cache keeps the page, and no request tells where it came from. */
const secret = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' };

export const headers: HeadersFunction = () => secret;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { accountLink } = await context.api.query(ReadAccountLink, { token: params.token ?? '' });
  return data({ link: accountLink }, { status: accountLink ? 200 : 410, headers: secret });
}
