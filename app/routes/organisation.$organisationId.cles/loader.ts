// The keys of the organisation, never their words.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadApiKeys } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = await context.api.query(ReadApiKeys, { organisationId: params.organisationId ?? '' });
  return { apiKeys: organisation.apiKeys };
}
