// Names the convention’s text as it is now.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answered } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { NameVersion, ReadFramedConvention } from '../../versions/queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { convention } = await context.api.query(ReadFramedConvention, { id: params.id ?? '' });
  const input = { documentId: convention.documentId, name: textOf(form, 'name') };
  return answered(await context.api.mutate(NameVersion, { input }), 'La version est gardée.');
}
