// Answers the editor what waits for a decision in a text, and decides it.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { readForm, textOf } from '../../forms/posted.ts';
import { DecideSuggestions, ReadSuggestions } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { textSuggestions } = await context.api.query(ReadSuggestions, { documentId: params.documentId ?? '' });
  return Response.json({ suggestions: textSuggestions });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const outcome = await context.api.mutate(DecideSuggestions, {
    input: {
      documentId: params.documentId ?? '',
      suggestionIds: form.getAll('suggestion').map(String),
      decision: textOf(form, 'decision') === 'ACCEPTED' ? 'ACCEPTED' : 'REFUSED',
      reason: textOf(form, 'reason'),
    },
  });
  if (outcome.ok) return Response.json({ decided: outcome.value.decideSuggestions.length });
  return Response.json({ message: Object.values(outcome.fields)[0] ?? outcome.message }, { status: 422 });
}
