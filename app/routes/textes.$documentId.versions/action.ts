// Names the text as it is now.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answered } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { NameVersion } from '../../versions/queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const input = { documentId: params.documentId ?? '', name: textOf(await readForm(request), 'name') };
  return answered(await context.api.mutate(NameVersion, { input }), 'La version est gardée.');
}
