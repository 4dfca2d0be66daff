// What happened in the convention, latest first, as much as `?combien=` asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadActivity } from '../../history/queries.ts';

const PAGE = 100;

const MOST = 500;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const wanted = Number(new URL(request.url).searchParams.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const { convention } = await context.api.query(ReadActivity, { id: params.id ?? '', first });
  const { activity, ...rest } = convention;
  return {
    convention: rest,
    changes: activity.edges.map(({ node }) => node),
    more: activity.pageInfo.hasNextPage && first < MOST ? Math.min(first + PAGE, MOST) : null,
  };
}
