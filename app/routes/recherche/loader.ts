// What the page of this address shows, read for whoever asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { cleanLine } from '#domain/fields.ts';
import { LONGEST_SEARCH } from '#domain/search/bounds.ts';
import { searchKinds } from '#domain/search/inputs.ts';
import { SearchAll } from '../../search/queries.ts';

const PAGE = 20;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const words = cleanLine((searchParams.get('q') ?? '').slice(0, 4 * LONGEST_SEARCH))
    .slice(0, LONGEST_SEARCH)
    .trim();
  const kind = searchKinds.find((one) => one === searchParams.get('type')) ?? null;
  const year = /^(19|20)\d\d$/.test(searchParams.get('annee') ?? '') ? Number(searchParams.get('annee')) : null;
  const after = searchParams.get('apres') || null;
  if (words === '') return { words, chosen: { kind, year }, answer: null, isLaterPage: false, more: null };
  const { search } = await context.api.query(SearchAll, { words, kinds: kind && [kind], year, first: PAGE, after });
  const next = new URLSearchParams(searchParams);
  next.set('apres', search.endCursor ?? '');
  return {
    words,
    chosen: { kind, year },
    answer: search,
    isLaterPage: after !== null,
    more: search.hasNextPage ? `?${next}` : null,
  };
}
