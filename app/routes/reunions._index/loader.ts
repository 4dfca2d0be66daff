// The meetings that the address asks for, one’s calendar feeds, and the conventions one may meet about.

import type { LoaderFunctionArgs } from '@remix-run/node';
import { meetingFilterIn, viewIn } from '../../meetings/asked-meetings.ts';
import { narrowingIn } from '../../meetings/narrowing.ts';
import { ListMeetings } from './queries.ts';

const PAGE = 50;

const MOST = 500;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const wanted = Number(search.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const filter = meetingFilterIn(search);
  const { meetings, calendarFeeds, me, conventions } = await context.api.query(ListMeetings, { first, filter });
  search.set('combien', String(first + PAGE));
  return {
    view: viewIn(search),
    narrowing: narrowingIn(search),
    meetings: meetings.edges.map(({ node }) => node),
    more: meetings.pageInfo.hasNextPage && first < MOST ? `?${search}` : null,
    feeds: calendarFeeds,
    unit: me.unit,
    conventions: conventions.edges.map(({ node }) => node),
  };
}
