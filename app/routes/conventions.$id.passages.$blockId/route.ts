// A passage that has left the text of a convention: what it said and who took it out, for who was writing in it
// (app/editor/use-passages.ts). Null when the history of late does not know it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import type { RemovedBlock } from '../../editor/use-passages.ts';
import { graphql } from '../../graphql.ts';

/** What left the text while somebody wrote offline is among the latest. */
const ReadRemovals = graphql(`
  query ReadRemovals($id: ID!) {
    convention(id: $id) {
      id
      activity(first: 100) {
        edges {
          node {
            id
            kind
            subjectId
            details
            actors {
              id
              name
              organisation {
                id
                shortName
              }
            }
          }
        }
      }
    }
  }
`);

const wordsIn = (details: unknown): string =>
  typeof details === 'object' && details !== null && 'words' in details && typeof details.words === 'string'
    ? details.words
    : '';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReadRemovals, { id: params.id ?? '' });
  const removal = convention.activity.edges.find(
    ({ node }) => node.kind === 'ITEM_ARCHIVED' && node.subjectId === params.blockId,
  )?.node;
  if (!removal) return Response.json(null);
  const by = removal.actors.map(({ name, organisation }) => `${name} (${organisation.shortName})`);
  return Response.json({ words: wordsIn(removal.details), by } satisfies RemovedBlock);
}
