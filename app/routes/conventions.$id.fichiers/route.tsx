// Takes a file of a convention as soon as it is chosen (ui/stored-file-field.tsx); the form that needs it then names it.
import type { ActionFunctionArgs } from '@remix-run/node';
import { STORED_FILE_LIMIT, STORED_FILE_LIMIT_WORDS } from '#domain/inputs/file.ts';
import { refused } from '../../form-result.ts';
import { readUpload, type Upload } from '../../upload.ts';
import { StoreFile } from './queries.ts';

const sentences: Record<Exclude<Upload['found'], 'FILE'>, string> = {
  NOTHING: 'Choisissez un fichier.',
  TOO_LARGE: `Ce fichier dépasse la taille autorisée (${STORED_FILE_LIMIT_WORDS}).`,
  UNREADABLE: 'L’envoi s’est interrompu. Choisissez le fichier de nouveau.',
};

export async function action({ request, params, context }: ActionFunctionArgs) {
  const upload = await readUpload(request, 'file', context.viewer ? STORED_FILE_LIMIT : 0);
  if (upload.found !== 'FILE')
    return refused({ ok: false, code: upload.found, message: sentences[upload.found], fields: {} });
  const input = { conventionId: params.id ?? '', fileName: upload.fileName, content: upload.bytes };
  const outcome = await context.api.mutate(StoreFile, { input });
  return outcome.ok ? { file: outcome.value.storeFile } : refused(outcome);
}
