// The files of the convention that the address asks for, a page at a time.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { filesChosenIn } from '../../files/asked-files.ts';
import { ListDocuments } from './queries.ts';

const PAGE = 50;

const MOST = 500;

/** The address of a longer list, or of what comes after the longest one. */
function moreOf(search: URLSearchParams, first: number, endCursor: string | null): string {
  const next = new URLSearchParams(search);
  if (first < MOST) next.set('combien', String(Math.min(first + PAGE, MOST)));
  else {
    next.delete('combien');
    next.set('apres', endCursor ?? '');
  }
  return `?${next}`;
}

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const chosen = filesChosenIn(search);
  const after = search.get('apres') || null;
  const wanted = Number(search.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const variables = { id: params.id ?? '', first, after, ...chosen };
  const { files, datasets, ...convention } = (await context.api.query(ListDocuments, variables)).convention;
  const { hasNextPage, endCursor } = files.pageInfo;
  return {
    convention,
    datasets: datasets.edges.map(({ node }) => node),
    files: files.edges.map(({ node }) => node),
    chosen,
    isLaterPage: after !== null,
    more: hasNextPage ? moreOf(search, first, endCursor) : null,
  };
}
