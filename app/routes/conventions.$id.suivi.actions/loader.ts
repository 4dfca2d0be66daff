// The actions that the address asks for, as many as `?combien=` says.
import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import { actionStatuses } from '#domain/vocabulary.ts';
import { isUuidLike } from '../../follow-up/ids.ts';
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
  const asked = (name: string) => address.searchParams.get(name) ?? '';
  const wanted = Number(asked('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const filter = {
    status: actionStatuses.find((status) => status === asked('etat')) ?? null,
    axisId: isUuidLike(asked('partie')) ? asked('partie') : null,
    mine: asked('miennes') !== '',
    words: asked('mots').slice(0, 200),
  };
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
