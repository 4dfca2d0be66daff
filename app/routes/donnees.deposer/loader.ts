// Who may be chosen as producer or audience, and what the deposit is for, as the link that led here says.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { datasetLinkKinds } from '#domain/vocabulary.ts';
import { organisationsOf, ReadDatasetChoices } from '../../datasets/dataset-queries.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const choices = await context.api.query(ReadDatasetChoices);
  const search = new URL(request.url).searchParams;
  const kind = datasetLinkKinds.find((one) => one === search.get('pour')) ?? null;
  const [conventionId, subjectId] = [search.get('convention'), search.get('objet')];
  return {
    organisations: organisationsOf(choices),
    ownId: choices.viewer?.organisationId ?? '',
    link: kind && conventionId ? { kind, conventionId, subjectId: subjectId ?? conventionId } : null,
  };
}
