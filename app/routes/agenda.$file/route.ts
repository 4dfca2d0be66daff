// A calendar feed at its secret address, for programs that subscribe to it: no account, no page.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { graphql } from '../../graphql.ts';

const ReadCalendarFeed = graphql(`
  query ReadCalendarFeed($token: String!) {
    calendarFeedContent(token: $token) {
      content
      tag
    }
  }
`);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const [, token] = /^([\w-]{20,100})\.ics$/.exec(params.file ?? '') ?? [];
  const feed = token ? (await context.api.query(ReadCalendarFeed, { token })).calendarFeedContent : null;
  if (!feed) return new Response('Cette adresse d’agenda n’est plus valable.', { status: 404 });
  const headers = { ETag: `"${feed.tag}"`, 'Cache-Control': 'private, no-cache', 'Referrer-Policy': 'no-referrer' };
  const isKnown = request.headers.get('If-None-Match')?.includes(feed.tag);
  if (isKnown) return new Response(null, { status: 304, headers });
  return new Response(feed.content, { headers: { ...headers, 'Content-Type': 'text/calendar; charset=utf-8' } });
}
