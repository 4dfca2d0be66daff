// The meetings one sees: to come, past, cancelled. Filters are in the address; `?combien=` shows more of a long list.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { meetingStates } from '#domain/vocabulary.ts';
import { answered, refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { narrowingIn } from '../../meetings/narrowing.ts';
import { optionalTextOf, readForm, textOf } from '../../posted.ts';
import { CreateCalendarFeed, ListMeetings, RevokeCalendarFeed } from './queries.ts';

export { MeetingsPage as default } from './meetings-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Réunions') }];

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

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  if (textOf(form, 'intent') === 'revoke') {
    const outcome = await context.api.mutate(RevokeCalendarFeed, {
      input: { calendarFeedId: textOf(form, 'calendarFeedId') },
    });
    return answered(outcome, 'L’adresse est révoquée.');
  }
  // « unit:… », « convention:… », or nothing for one's own meetings.
  const [kind, id = null] = (optionalTextOf(form, 'whose') ?? '').split(':');
  const input = { unitId: kind === 'unit' ? id : null, conventionId: kind === 'convention' ? id : null };
  const outcome = await context.api.mutate(CreateCalendarFeed, { input });
  if (!outcome.ok) return refused(outcome);
  const { address } = outcome.value.createCalendarFeed;
  return data({ address }, { headers: { 'Cache-Control': 'no-store' } });
}
