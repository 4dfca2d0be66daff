// What is owed, done and to come on a territory, over all conventions; 404 for one that there is none of.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { territoryAt } from '../../organisations/territories.ts';
import { ReadTerritory } from './queries.ts';

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
