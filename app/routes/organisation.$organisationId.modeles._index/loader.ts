// The templates, by kind and name.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadTemplates } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return (await context.api.query(ReadTemplates, { organisationId: params.organisationId ?? '' })).organisation;
}
