// Where the page of an import posts corrections by itself, as they are made.
import type { ActionFunctionArgs } from '@remix-run/node';
import { asJson } from '../../discussions/as-json.ts';
import { readForm } from '../../forms/posted.ts';
import { saveCorrections } from '../conventions.importer_.$draftId/save-corrections.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  return asJson(() => saveCorrections(context.api, params.draftId ?? '', form));
}
