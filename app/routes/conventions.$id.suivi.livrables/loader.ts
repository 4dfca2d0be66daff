// The deliverables and indicators of the convention, and what they may be attached to.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadDeliverables } from './queries.ts';

/** Characters of a passage that name it in a list of choices. */
const EXCERPT = 120;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const read = await context.api.query(ReadDeliverables, { id: params.id ?? '' });
  const { programme, datasets, ...convention } = read.convention;
  const passages = convention.viewerMayFollow
    ? programme.items
        .filter(({ kind, mark }) => mark !== null || kind === 'AXIS' || kind === 'OBJECTIVE')
        .map(({ id, number, text }) => ({
          value: id,
          label: `${number ? `${number} · ` : ''}${text.slice(0, EXCERPT)}`,
        }))
    : [];
  return { convention, datasets: datasets.edges.map(({ node }) => node), passages, sets: read.referenceSets };
}
