// The convention’s text as it is read, with what meetings decided about its passages.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadText } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention, outcomes } = await context.api.query(ReadText, { id: params.id ?? '' });
  // Those that concern no passage stand in their meeting alone.
  return { convention, decided: outcomes.edges.flatMap(({ node }) => (node.programmeItem ? [node] : [])) };
}
