// The meetings that the address asks for, one’s calendar feeds, and the conventions one may meet about.

import type { LoaderFunctionArgs } from '@remix-run/node';
import { meetingStates } from '#domain/vocabulary.ts';
import { narrowingIn } from '../../meetings/narrowing.ts';
import { ListMeetings } from './queries.ts';

const PAGE = 50;

const MOST = 500;

const living = meetingStates.filter((state) => state !== 'CANCELLED');

/** What each view asks for; the first is where one arrives. */
const views = {
  'a-venir': { coming: true, states: living },
  passees: { coming: false, states: living },
  annulees: { coming: null, states: ['CANCELLED' as const] },
};

export type MeetingsView = keyof typeof views;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const view = (Object.keys(views) as MeetingsView[]).find((one) => one === search.get('vue')) ?? 'a-venir';
  const narrowing = narrowingIn(search);
  const wanted = Number(search.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const filter = { ...views[view], ...narrowing };
  const { meetings, calendarFeeds, me, conventions } = await context.api.query(ListMeetings, { first, filter });
  search.set('combien', String(first + PAGE));
  return {
    view,
    narrowing,
    meetings: meetings.edges.map(({ node }) => node),
    more: meetings.pageInfo.hasNextPage && first < MOST ? `?${search}` : null,
    feeds: calendarFeeds,
    unit: me.unit,
    conventions: conventions.edges.map(({ node }) => node),
  };
}
