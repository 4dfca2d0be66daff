// The people of the organisation, as many as `?combien=` asks, and its services.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadPeople } from './queries.ts';

const PAGE = 100;

const MOST = 500;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const wanted = Number(new URL(request.url).searchParams.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const organisationId = params.organisationId ?? '';
  const { organisation } = await context.api.query(ReadPeople, { organisationId, first });
  const { people, units } = organisation;
  return {
    people: people.edges.map(({ node }) => node),
    units,
    more: people.pageInfo.hasNextPage && first < MOST ? first + PAGE : null,
  };
}
