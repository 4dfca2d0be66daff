// What is said of the dataset so far, and what may be chosen; 403 for who may not change it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { organisationsOf, ReadDatasetChoices } from '../../datasets/dataset-queries.ts';
import { ReadDatasetSaid } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { dataset } = await context.api.query(ReadDatasetSaid, { id: params.datasetId ?? '' });
  if (!dataset.viewerMayChange) throw new Response(null, { status: 403 });
  const { grants, producer, latest, ...said } = dataset;
  return {
    // What was deposited before there was such a field may have words already, whatever it is now.
    hasPicture: said.alternative !== null || ['IMAGE', 'FEATURES'].includes(latest?.content?.kind ?? ''),
    organisations: organisationsOf(await context.api.query(ReadDatasetChoices)),
    said: {
      ...said,
      producerId: producer.id,
      organisationIds: grants.flatMap(({ organisation }) => organisation?.id ?? []),
      unitIds: grants.flatMap(({ unit }) => unit?.id ?? []),
    },
  };
}
