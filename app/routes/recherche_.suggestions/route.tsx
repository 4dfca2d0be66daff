// What the search finds of words that are being typed, for the field of the header. No page of its own.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { LONGEST_SEARCH } from '#domain/search/bounds.ts';
import { asJson } from '../../discussions/as-json.ts';
import { SearchAll } from '../../search/queries.ts';

/** Suggestions shown at once. */
const FEW = 6;

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  asJson(async () => {
    const words = (new URL(request.url).searchParams.get('q') ?? '')
      .replaceAll('\0', '')
      .trim()
      .slice(0, LONGEST_SEARCH);
    if (words === '') return { hits: [] };
    const { search } = await context.api.query(SearchAll, { words, typing: true, first: FEW });
    return { hits: search.hits };
  });
