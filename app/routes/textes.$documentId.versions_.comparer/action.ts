// Brings one passage back to what it says in a version.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answered } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { RestoreVersion } from '../../versions/queries.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const input = { versionId: textOf(form, 'versionId'), blockIds: [textOf(form, 'blockId')] };
  return answered(await context.api.mutate(RestoreVersion, { input }), 'Le passage est rétabli.');
}
