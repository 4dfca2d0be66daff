// Says that the dataset is of use for what was chosen.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { datasetLinkKinds } from '#domain/vocabulary.ts';
import { incomplete, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { LinkDataset } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const [named, subjectId = ''] = textOf(form, 'target').split(' ');
  const kind = datasetLinkKinds.find((one) => one === named);
  if (!kind) return incomplete({ target: 'Choisissez à quoi rattacher ces données.' });
  const datasetId = params.datasetId ?? '';
  const input = { datasetId, kind, conventionId: textOf(form, 'conventionId'), subjectId };
  const outcome = await context.api.mutate(LinkDataset, { input });
  return outcome.ok ? redirect(`/donnees/${datasetId}`) : refused(outcome);
}
