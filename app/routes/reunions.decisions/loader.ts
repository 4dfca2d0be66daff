// The decisions and tasks that the address asks for.
import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import { leaderOptions, ReadBodies } from '../../follow-up/leaders.ts';
import { outcomeFilterIn, outcomesChosenIn } from '../../outcomes/asked-outcomes.ts';
import { ListDecisions, ReadTaskLeaders } from './queries.ts';

const PAGE = 50;

const MOST = 500;

/** Who may be said to do the ticked tasks; people, once the list is of one convention: they must see it. */
async function readLeaders(api: AppLoadContext['api'], id: string | null) {
  const [{ convention }, { organisations }] = await Promise.all([
    id ? api.query(ReadTaskLeaders, { id }) : { convention: { participants: [] } },
    api.query(ReadBodies),
  ]);
  return leaderOptions(
    convention,
    organisations.edges.map(({ node }) => node),
  );
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const wanted = Number(search.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const filter = outcomeFilterIn(search);
  const { outcomes, conventions } = await context.api.query(ListDecisions, { first, filter });
  search.set('combien', String(first + PAGE));
  const mayTick = outcomes.edges.some(({ node }) => node.kind === 'TASK' && node.viewerMayFinish);
  return {
    leaders: mayTick ? await readLeaders(context.api, filter.conventionId ?? null) : null,
    chosen: outcomesChosenIn(search),
    outcomes: outcomes.edges.map(({ node }) => node),
    conventions: conventions.edges.map(({ node }) => node),
    more: outcomes.pageInfo.hasNextPage && first < MOST ? `?${search}` : null,
  };
}
