// The organisations of the platform, as many as `?combien=` asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadOrganisations } from './queries.ts';

const PAGE = 100;

const MOST = 500;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const wanted = Number(new URL(request.url).searchParams.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const { organisations } = await context.api.query(ReadOrganisations, { first });
  return {
    organisations: organisations.edges.map(({ node }) => node),
    more: organisations.pageInfo.hasNextPage && first < MOST ? first + PAGE : null,
    isAdministrator: context.viewer?.platformAdministrator ?? false,
  };
}
