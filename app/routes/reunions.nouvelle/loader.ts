// The conventions one may call a meeting of and, once one is chosen, what a meeting of it may hold.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { isDay } from '#domain/calendar.ts';
import { ReadMeetingChoices } from '../../meetings/meeting-queries.ts';
import { ListOrganised } from './queries.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { conventions } = await context.api.query(ListOrganised);
  const organised = conventions.edges.map(({ node }) => node).filter((one) => one.viewerMayOrganiseMeetings);
  const { searchParams } = new URL(request.url);
  // From a day of the calendar.
  const named = searchParams.get('jour') ?? '';
  const day = isDay(named) ? named : undefined;
  const asked = searchParams.get('convention') ?? (organised.length === 1 ? organised[0]?.id : null);
  const choices = asked ? await context.api.query(ReadMeetingChoices, { conventionId: asked }) : null;
  return { organised, choices, day };
}
