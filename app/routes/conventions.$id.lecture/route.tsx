// The convention as a document to read and print, rendered by the server: no editor and no script is needed for it.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import { ReadText } from './queries.ts';

export { ReadingPage as default } from './reading-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Lire', data?.convention) },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention, outcomes } = await context.api.query(ReadText, { id: params.id ?? '' });
  // Those that concern no passage stand in their meeting alone.
  return { convention, decided: outcomes.edges.flatMap(({ node }) => (node.programmeItem ? [node] : [])) };
}
