// The head of an organisation's pages: its name, and the way between its people, units, keys and identity.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import { ReadOrganisation } from './queries.ts';

export { OrganisationPage as default } from './organisation-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.organisation.shortName ?? 'Organisme') },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = await context.api.query(ReadOrganisation, { organisationId: params.organisationId ?? '' });
  return { organisation, isPlatformAdministrator: context.viewer?.platformAdministrator ?? false };
}
