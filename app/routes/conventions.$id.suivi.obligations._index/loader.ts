// The obligations that the address asks for, with their due dates; who records proof also gets who may owe them.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { occurrenceStates, territories } from '#domain/vocabulary.ts';
import { ReadObligations, ReadParties } from './queries.ts';

const PAGE = 200;

const MOST = 500;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const asked = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === searchParams.get(name)) ?? null;
  const choice = {
    state: asked('etat', occurrenceStates),
    territory: asked('territoire', territories),
    mine: searchParams.get('moi') === 'oui',
  };
  const wanted = Number(searchParams.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const all = { conventionId: params.id ?? '', territory: choice.territory, mine: choice.mine || null };
  const filter = { ...all, states: choice.state && [choice.state] };
  const read = await context.api.query(ReadObligations, { id: params.id ?? '', filter, all, first });
  const parties = read.convention.viewerMayRecordEvidence ? await context.api.query(ReadParties, {}) : null;
  return {
    convention: read.convention,
    choice,
    counts: occurrenceStates.map((state) => ({
      state,
      count: read.counts.filter((one) => one.state === state).reduce((sum, { count }) => sum + count, 0),
    })),
    obligations: read.obligations.edges.map(({ node }) => node),
    more: read.obligations.pageInfo.hasNextPage && first < MOST ? Math.min(first + PAGE, MOST) : null,
    parties: parties?.organisations.edges.map(({ node }) => node) ?? [],
    datasets: parties?.datasets.edges.map(({ node }) => node) ?? [],
  };
}
