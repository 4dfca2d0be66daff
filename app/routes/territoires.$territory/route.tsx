// A territory over all conventions: /territoires/lens-henin and /territoires/artois.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { pageTitle, territoryLabels } from '../../french.ts';
import { territoryAt } from '../../territories.ts';
import { ReadTerritory } from './queries.ts';

export { TerritoryPage as default } from './territory-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Territoire ${territoryLabels[data.territory]}` : 'Territoire') },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const territory = territoryAt(params.territory ?? '');
  if (!territory) throw new Response(null, { status: 404 });
  const { joint, conventions, ...followed } = await context.api.query(ReadTerritory, { territory });
  return {
    territory,
    ...followed,
    joint: {
      meeting: joint.edges[0]?.node ?? null,
      mayPrepare: conventions.edges.some(({ node }) => node.viewerMayOrganiseMeetings),
    },
  };
}
