// What the page of this address shows, read for whoever asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadOrganisation } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = await context.api.query(ReadOrganisation, { organisationId: params.organisationId ?? '' });
  return { organisation, isPlatformAdministrator: context.viewer?.platformAdministrator ?? false };
}
