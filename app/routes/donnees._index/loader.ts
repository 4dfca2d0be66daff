// The datasets that the filters of the address leave, and the producers among whom one may choose.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { datasetKinds, datasetThemes, territories } from '#domain/vocabulary.ts';
import { ListDatasets } from './queries.ts';

const PAGE = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const chosen = {
    words: search.get('mots')?.trim().slice(0, 200) || null,
    kind: datasetKinds.find((one) => one === search.get('nature')) ?? null,
    theme: datasetThemes.find((one) => one === search.get('theme')) ?? null,
    territory: territories.find((one) => one === search.get('territoire')) ?? null,
    isMine: search.has('miennes'),
  };
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
