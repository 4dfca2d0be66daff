// The organisation’s name and what the viewer may do in it, for all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadOrganisation } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = await context.api.query(ReadOrganisation, { organisationId: params.organisationId ?? '' });
  return { organisation, isPlatformAdministrator: context.viewer?.platformAdministrator ?? false };
}
