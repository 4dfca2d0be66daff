// The meetings of the month in the address, narrowed as in the list.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { today } from '#domain/calendar.ts';
import { meetingStates } from '#domain/vocabulary.ts';
import { narrowingIn } from '../../meetings/narrowing.ts';
import { datesOf } from '../../meetings/words.ts';
import { ReadMonth } from './queries.ts';
import { monthAt, touchesMonth, weeksOf } from './weeks.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const month = monthAt(search.get('mois'), today());
  const narrowing = narrowingIn(search);
  const weeks = weeksOf(month);
  const [from = '', to = ''] = [weeks[0]?.[0], weeks.at(-1)?.at(-1)];
  const states = meetingStates.filter((state) => state !== 'CANCELLED');
  const read = await context.api.query(ReadMonth, { from, to, filter: { from, to, ...narrowing, states } });
  // Asked without `coming`, the latest come first.
  const meetings = read.meetings.edges
    .flatMap(({ node }) => {
      const dates = datesOf(node);
      return dates ? [{ ...node, ...dates }] : [];
    })
    .reverse();
  return {
    month,
    narrowing,
    weeks,
    today: today(),
    days: read.calendarDays,
    mayAdd: read.conventions.edges.some(({ node }) => node.viewerMayOrganiseMeetings),
    meetings,
    /** How many are of the month itself, not of the days of its neighbours on the sheet. */
    inMonth: meetings.filter((meeting) => touchesMonth(meeting, month)).length,
  };
}
