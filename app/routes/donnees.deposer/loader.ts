// Who may be chosen as producer or audience, and what the deposit is for, as the link that led here says.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { organisationsOf, ReadDatasetChoices } from '../../datasets/dataset-queries.ts';
import { placeIn } from '../../datasets/link-path.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const choices = await context.api.query(ReadDatasetChoices);
  return {
    organisations: organisationsOf(choices),
    ownId: choices.viewer?.organisationId ?? '',
    place: placeIn(new URL(request.url).searchParams),
  };
}
