// Answers the editor what waits for a decision in a text and what was decided, decides it, takes a decision back, and says why
// something is suggested.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { readForm, textOf } from '../../forms/posted.ts';
import { DecideSuggestions, ExplainSuggestion, ReadDecided, ReadSuggestions, ReopenSuggestions } from './queries.ts';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const variables = { documentId: params.documentId ?? '' };
  const { decidedSuggestions: decided } = await context.api.query(ReadDecided, variables);
  // Where nothing waits in the text, nothing is read of it.
  if (new URL(request.url).searchParams.has('decidees')) return Response.json({ suggestions: [], decided });
  const { textSuggestions: suggestions } = await context.api.query(ReadSuggestions, variables);
  return Response.json({ suggestions, decided });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const documentId = params.documentId ?? '';
  const refused = ({ fields, message }: { fields: Record<string, string>; message: string }) =>
    Response.json({ message: Object.values(fields)[0] ?? message }, { status: 422 });
  const intent = textOf(form, 'intent');
  if (intent === 'reopen') {
    const input = { documentId, decidedIds: [textOf(form, 'decided')] };
    const outcome = await context.api.mutate(ReopenSuggestions, { input });
    return outcome.ok ? Response.json({ outcome: outcome.value.reopenSuggestions[0]?.outcome }) : refused(outcome);
  }
  if (intent === 'explain') {
    const input = { documentId, suggestionId: textOf(form, 'suggestion'), reason: textOf(form, 'reason') };
    const outcome = await context.api.mutate(ExplainSuggestion, { input });
    return outcome.ok ? Response.json({}) : refused(outcome);
  }
  const outcome = await context.api.mutate(DecideSuggestions, {
    input: {
      documentId,
      suggestionIds: form.getAll('suggestion').map(String),
      decision: textOf(form, 'decision') === 'ACCEPTED' ? 'ACCEPTED' : 'REFUSED',
      reason: textOf(form, 'reason'),
    },
  });
  return outcome.ok ? Response.json({ decided: outcome.value.decideSuggestions.length }) : refused(outcome);
}
