// Keeps a text as a version before words are replaced everywhere in it. No page of its own: the editor asks.
import type { ActionFunctionArgs } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { KeepTextBeforeReplacing } from './queries.ts';

export async function action({ params, context }: ActionFunctionArgs) {
  const input = { documentId: params.documentId ?? '' };
  const outcome = await context.api.mutate(KeepTextBeforeReplacing, { input });
  return outcome.ok ? Response.json({ kept: true }) : Response.json(refused(outcome).data, { status: 422 });
}
