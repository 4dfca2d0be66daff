// The agenda of a meeting: its points with their hours, put in order, and what it may be drawn from. `?mots=` looks for
// passages of the convention's text.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { cleanLine } from '#domain/inputs/account.ts';
import { pageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { acts } from './acts.ts';
import { ReadAgenda, ReadSuggestions } from './queries.ts';

export { AgendaPage as default } from './agenda-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Ordre du jour · ${data.meeting.title}` : 'Ordre du jour') },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = params.meetingId ?? '';
  const words = cleanLine(new URL(request.url).searchParams.get('mots')?.slice(0, 200) ?? '');
  const { meeting } = await context.api.query(ReadAgenda, { id });
  const mayChange = meeting.viewerMayOrganise && (meeting.state === 'DRAFT' || meeting.state === 'CALLED');
  const suggestions = mayChange ? await context.api.query(ReadSuggestions, { meetingId: id, words }) : null;
  return { meeting, suggestions, words };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.meetingId ?? '');
}
