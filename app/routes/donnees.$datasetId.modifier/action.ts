// Says anew what the dataset is and to whom it is open.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { datasetPosted } from '../../datasets/posted-dataset.ts';
import { refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { ChangeDataset } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const datasetId = params.datasetId ?? '';
  const version = Number(textOf(form, 'version'));
  const input = {
    ...datasetPosted(form),
    datasetId,
    title: textOf(form, 'title'),
    version: Number.isInteger(version) && version > 0 && version < 2 ** 31 ? version : null,
  };
  const outcome = await context.api.mutate(ChangeDataset, { input });
  return outcome.ok ? redirect(`/donnees/${datasetId}`) : refused(outcome);
}
