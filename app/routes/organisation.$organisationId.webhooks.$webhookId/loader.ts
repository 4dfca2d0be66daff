// One webhook of the organisation with its last tries; `apres` goes on in the log.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadWebhook } from './queries.ts';

/** Tries that a page shows. */
const SHOWN = 20;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const after = new URL(request.url).searchParams.get('apres');
  const variables = { id: params.webhookId ?? '', first: SHOWN, after };
  const { webhook } = await context.api.query(ReadWebhook, variables);
  return { webhook, organisationId: params.organisationId ?? '' };
}
