// What happened in a convention, latest first, in sentences.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import { ReadActivity } from './queries.ts';

export { ActivityPage as default } from './activity-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Activité', data?.convention) },
];

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
