// What the page of this address shows, read for whoever asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadApiKeys } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = await context.api.query(ReadApiKeys, { organisationId: params.organisationId ?? '' });
  return { apiKeys: organisation.apiKeys };
}
