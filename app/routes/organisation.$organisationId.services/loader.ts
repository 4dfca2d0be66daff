// The services of the organisation, with their territory.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadUnits } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = await context.api.query(ReadUnits, { organisationId: params.organisationId ?? '' });
  return { units: organisation.units };
}
