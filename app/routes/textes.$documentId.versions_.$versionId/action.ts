// Brings back the whole of the version.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answered } from '../../forms/form-result.ts';
import { RestoreVersion } from '../../versions/queries.ts';

export async function action({ params, context }: ActionFunctionArgs) {
  const input = { versionId: params.versionId ?? '' };
  return answered(await context.api.mutate(RestoreVersion, { input }), 'La version est rétablie.');
}
