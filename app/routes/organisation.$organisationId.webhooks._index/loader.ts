// The webhooks of the organisation, never their secrets.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadWebhooks } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = await context.api.query(ReadWebhooks, { organisationId: params.organisationId ?? '' });
  return { organisationId: organisation.id, webhooks: organisation.webhooks };
}
