// Deposits each file that has arrived as a dataset of its own, under the description that they share.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { backPath, placeIn, provePath } from '../../datasets/link-path.ts';
import { datasetPosted } from '../../datasets/posted-dataset.ts';
import { incomplete, refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { DepositDataset } from './queries.ts';

/** Where one goes from here: to the proof, back to what was deposited for, or to what was deposited. */
function nextPath(search: URLSearchParams, [only, ...others]: readonly string[]): string {
  const [place, occurrenceId] = [placeIn(search), search.get('echeance')];
  if (place && occurrenceId && only) return provePath(place, occurrenceId, only);
  if (place) return backPath(place);
  return only && others.length === 0 ? `/donnees/${only}` : '/donnees?miennes';
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const search = new URL(request.url).searchParams;
  const place = placeIn(search);
  const uploadIds = form.getAll('uploadId').filter((id) => typeof id === 'string');
  if (uploadIds.length === 0) return incomplete({ files: 'Choisissez un fichier, et attendez qu’il soit arrivé.' });
  const shared = { ...datasetPosted(form), note: optionalTextOf(form, 'note'), links: place ? [place] : [] };
  const deposited: string[] = [];
  for (const uploadId of uploadIds) {
    const input = { ...shared, uploadId, title: textOf(form, `title-${uploadId}`) };
    const outcome = await context.api.mutate(DepositDataset, { input });
    if (outcome.ok) deposited.push(outcome.value.depositDataset.id);
    else {
      // Sent again, what is deposited already says so; its refusal must not hide this one.
      if (outcome.fields.uploadId && uploadIds.length > 1) continue;
      const { title, ...fields } = outcome.fields;
      return refused({ ...outcome, fields: title ? { ...fields, [`title-${uploadId}`]: title } : fields });
    }
  }
  return redirect(nextPath(search, deposited));
}
