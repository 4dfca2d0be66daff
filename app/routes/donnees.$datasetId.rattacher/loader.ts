// The conventions one sees, and of the one that the address chooses, what data may be of use for.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { namesToChoose } from '../../conventions/told-apart.ts';
import { datasetLinkKindLabels } from '../../datasets/words.ts';
import { dayOf } from '../../meetings/words.ts';
import { ReadLinkConventions, ReadLinkTargets } from './queries.ts';

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { dataset, conventions } = await context.api.query(ReadLinkConventions, { id: params.datasetId ?? '' });
  const choices = (conventions.edges ?? []).flatMap((edge) => edge?.node ?? []);
  const wanted = new URL(request.url).searchParams.get('convention');
  const chosen = choices.find(({ id }) => id === wanted) ?? null;
  return {
    dataset,
    conventions: [...namesToChoose(choices)].map(([value, label]) => ({ value, label })),
    conventionId: chosen?.id ?? null,
    targets: chosen ? await targetsOf(context, chosen.id) : [],
  };
}

/** « BLOCK 01a2… », with its words. */
async function targetsOf({ api }: LoaderFunctionArgs['context'], conventionId: string) {
  const { convention, obligations, meetings } = await api.query(ReadLinkTargets, { conventionId });
  const option = (kind: keyof typeof datasetLinkKindLabels, id: string, words: string) => ({
    value: `${kind} ${id}`,
    label: `${datasetLinkKindLabels[kind]}\u00a0: ${words}`,
  });
  return [
    option('CONVENTION', convention.id, 'dans son ensemble'),
    ...convention.programme.items.map(({ id, number, title }) =>
      option('BLOCK', id, [number, title].filter(Boolean).join(' ')),
    ),
    ...obligations.edges.map(({ node }) => option('OBLIGATION', node.id, node.title)),
    ...convention.deliverables.edges.map(({ node }) => option('DELIVERABLE', node.id, node.title)),
    ...meetings.edges.map(({ node }) => option('MEETING', node.id, `${node.title}, ${dayOf(node)}`)),
  ];
}
