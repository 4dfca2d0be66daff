// The obligations that the address asks for, with their due dates; who records proof also gets who may owe them.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { occurrenceStates } from '#domain/vocabulary.ts';
import { choiceIn, inAnyState, obligationFilter } from '../../obligations/asked-obligations.ts';
import { ReadObligations, ReadParties } from './queries.ts';

const PAGE = 200;

const MOST = 500;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const choice = choiceIn(searchParams);
  const wanted = Number(searchParams.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const all = inAnyState(params.id ?? '', choice);
  const filter = obligationFilter(params.id ?? '', choice);
  const read = await context.api.query(ReadObligations, { id: params.id ?? '', filter, all, first });
  const parties = read.convention.viewerMayRecordEvidence ? await context.api.query(ReadParties, {}) : null;
  const { datasets: linked, ...convention } = read.convention;
  return {
    convention,
    linked: linked.edges.map(({ node }) => node),
    // What was just deposited as a proof, and of which due date.
    proving: { occurrenceId: searchParams.get('prouver'), datasetId: searchParams.get('donnees') },
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
