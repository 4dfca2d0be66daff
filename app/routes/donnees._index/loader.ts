// The datasets that the filters of the address leave, and the producers among whom one may choose.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { datasetsChosenIn } from '../../datasets/asked-datasets.ts';
import { ListDatasets } from './queries.ts';

const PAGE = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const chosen = datasetsChosenIn(search);
  const after = search.get('apres') || null;
  const { datasets } = await context.api.query(ListDatasets, { ...chosen, first: PAGE, after });
  const { hasNextPage, endCursor } = datasets.pageInfo;
  search.set('apres', endCursor ?? '');
  return {
    datasets: datasets.edges.map(({ node }) => node),
    chosen,
    isLaterPage: after !== null,
    more: hasNextPage ? `?${search}` : null,
  };
}
