// The charters of the organisation.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadCharters } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return (await context.api.query(ReadCharters, { organisationId: params.organisationId ?? '' })).organisation;
}
