// The meetings one sees, on the sheet of a month: `?mois=2026-11`, of one territory or all.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { today } from '#domain/calendar.ts';
import { meetingStates, territories } from '#domain/vocabulary.ts';
import { pageTitle } from '../../french.ts';
import { ReadMonth } from './queries.ts';
import { monthAt, weeksOf } from './weeks.ts';

export { CalendarPage as default } from './calendar-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Calendrier des réunions') }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const month = monthAt(search.get('mois'), today());
  const territory = territories.find((one) => one === search.get('territoire')) ?? null;
  const weeks = weeksOf(month);
  const [from = '', to = ''] = [weeks[0]?.[0], weeks.at(-1)?.at(-1)];
  const states = meetingStates.filter((state) => state !== 'CANCELLED');
  const { calendarDays, meetings } = await context.api.query(ReadMonth, {
    from,
    to,
    filter: { from, to, territory, states },
  });
  return {
    month,
    territory,
    weeks,
    today: today(),
    days: calendarDays,
    // Asked without `coming`, the latest come first.
    meetings: meetings.edges.map(({ node }) => node).reverse(),
  };
}
