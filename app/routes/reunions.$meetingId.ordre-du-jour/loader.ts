// The agenda, and for who may change it what a point may be drawn from, `?mots=` looked for in the text, the templates, and what the points leave open.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { cleanLine } from '#domain/fields.ts';
import { fieldPlaces } from '#domain/templates/fields.ts';
import { readTemplateChoices } from '../../templates/queries.ts';
import { ReadAgenda, ReadSuggestions } from './queries.ts';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = params.meetingId ?? '';
  const words = cleanLine(new URL(request.url).searchParams.get('mots')?.slice(0, 200) ?? '');
  const { meeting } = await context.api.query(ReadAgenda, { id });
  const mayChange = meeting.viewerMayOrganise && (meeting.state === 'DRAFT' || meeting.state === 'CALLED');
  const suggestions = mayChange ? await context.api.query(ReadSuggestions, { meetingId: id, words }) : null;
  const templates = mayChange ? await readTemplateChoices(context, 'AGENDA') : [];
  const open = meeting.agenda.flatMap(({ id, title }) => fieldPlaces(title).map(({ name }) => ({ id, title, name })));
  return { meeting, suggestions, words, templates, open };
}
