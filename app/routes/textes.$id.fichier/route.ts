// Gives a text to keep, as `?format=` says: pdf, docx or odt; with `commentaires=1`, with what is said of it; with `propositions=1`, with what waits in it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { download } from '../../files/download.ts';
import { formatAsked } from '../../texts/file-formats.ts';
import { ReadTextFile } from './queries.ts';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const format = formatAsked(request);
  const search = new URL(request.url).searchParams;
  const has = (name: string) => search.get(name) === '1';
  const asked = {
    id: params.id ?? '',
    format,
    withComments: has('commentaires'),
    withSuggestions: has('propositions'),
  };
  return download((await context.api.query(ReadTextFile, asked)).textFile);
}
