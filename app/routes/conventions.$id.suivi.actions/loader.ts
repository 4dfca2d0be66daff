// The actions that the address asks for, as many as `?combien=` says.
import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import { actionFilterIn } from '../../follow-up/asked-actions.ts';
import { leaderOptions, ReadBodies } from '../../follow-up/leaders.ts';
import { ReadActions, ReadParticipants } from './queries.ts';

const PAGE = 100;

const MOST = 500;

/** Who may be said to lead the ticked actions. */
async function readLeaders(api: AppLoadContext['api'], id: string) {
  const [{ convention }, { organisations }] = await Promise.all([
    api.query(ReadParticipants, { id }),
    api.query(ReadBodies),
  ]);
  return leaderOptions(
    convention,
    organisations.edges.map(({ node }) => node),
  );
}

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const address = new URL(request.url);
  const wanted = Number(address.searchParams.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const filter = actionFilterIn(address.searchParams);
  const { convention } = await context.api.query(ReadActions, { id: params.id ?? '', first, filter });
  const { actions, programme, ...rest } = convention;
  const leaders = rest.viewerMayFollow ? await readLeaders(context.api, rest.id) : [];
  address.searchParams.set('combien', String(Math.min(first + PAGE, MOST)));
  return {
    convention: rest,
    leaders,
    filter,
    actions: actions.edges.map(({ node }) => node),
    objectives: programme.items,
    more: actions.pageInfo.hasNextPage && first < MOST ? address.search : null,
  };
}
