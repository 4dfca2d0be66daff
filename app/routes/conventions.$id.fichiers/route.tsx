// Takes a file of a convention as soon as it is chosen: on its own (files/deposit.tsx), or for a form that then names it
// (files/stored-file-field.tsx).
import type { ActionFunctionArgs } from '@remix-run/node';
import { STORED_FILE_LIMIT, STORED_FILE_LIMIT_WORDS } from '#domain/files/bounds.ts';
import { refused } from '../../forms/form-result.ts';
import { readUpload, type Upload } from '../../forms/upload.ts';
import { StoreFile } from './queries.ts';

const sentences: Record<Exclude<Upload['found'], 'FILE'>, string> = {
  NOTHING: 'Choisissez un fichier.',
  TOO_LARGE: `Ce fichier dépasse la taille autorisée (${STORED_FILE_LIMIT_WORDS}).`,
  UNREADABLE: 'L’envoi s’est interrompu. Choisissez le fichier de nouveau.',
};

const statuses: Record<Exclude<Upload['found'], 'FILE'>, number> = { NOTHING: 422, TOO_LARGE: 413, UNREADABLE: 400 };

/** No page of its own: whoever asks gets JSON. */
function refusedAs(outcome: Parameters<typeof refused>[0], status = 422) {
  return Response.json(refused(outcome).data, { status });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const upload = await readUpload(request, 'file', context.viewer ? STORED_FILE_LIMIT : 0);
  if (upload.found !== 'FILE') {
    const { found } = upload;
    return refusedAs({ ok: false, code: found, message: sentences[found], fields: {} }, statuses[found]);
  }
  const input = { conventionId: params.id ?? '', fileName: upload.fileName, content: upload.bytes };
  const outcome = await context.api.mutate(StoreFile, { input });
  return outcome.ok ? Response.json({ file: outcome.value.storeFile }) : refusedAs(outcome);
}
