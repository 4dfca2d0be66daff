// The minutes of a meeting: from its notes to what was said of them, to their approval.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { addDays, today } from '#domain/calendar.ts';
import { pageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { acts } from './acts.ts';
import { ReadMinutes } from './queries.ts';

export { MinutesPage as default } from './minutes-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Compte rendu – ${data.meeting.title}` : 'Compte rendu') },
];

/** Days that are proposed for observations. */
const USUAL_DAYS = 10;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const check = new URL(request.url).searchParams.has('verifier');
  const { meeting } = await context.api.query(ReadMinutes, { id: params.meetingId ?? '', check });
  return { meeting, proposedUntil: addDays(today(), USUAL_DAYS) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.meetingId ?? '');
}
