// Takes a file in, of whoever may import and of nobody else, then shows what was recognised.

import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { chosenFile, FILE_LIMIT } from '#domain/imports/inputs.ts';
import { refused } from '../../forms/form-result.ts';
import { readUpload, type Upload } from '../../forms/upload.ts';
import { MayImport, UploadConvention } from './queries.ts';

const NOT_READ = 'Ce fichier n’a pas été importé.';

/** The refusal of a file, beside its field. */
const refusedFile = (code: string, sentence: string) =>
  refused({ ok: false, code, message: NOT_READ, fields: { file: sentence } });

function sentenceOf(found: Exclude<Upload['found'], 'FILE'>): string {
  if (found === 'UNREADABLE') return 'L’envoi s’est interrompu. Choisissez le fichier de nouveau, puis réessayez.';
  const { error } = chosenFile.safeParse({ size: found === 'TOO_LARGE' ? FILE_LIMIT + 1 : undefined });
  return error?.issues[0]?.message ?? NOT_READ;
}

export async function action({ request, context }: ActionFunctionArgs) {
  // Nothing is kept of what somebody sends who may not import: the file is dropped while it comes.
  const mayImport = context.viewer !== null && (await context.api.query(MayImport)).viewerMayCreateConvention;
  const upload = await readUpload(request, 'file', mayImport ? FILE_LIMIT : 0);
  // Says it to whoever is not signed in any more, or never might.
  if (!mayImport) {
    await context.api.query(MayImport);
    throw new Response('Vos droits ne permettent pas d’importer une convention.', { status: 403 });
  }
  if (upload.found !== 'FILE') return refusedFile(upload.found, sentenceOf(upload.found));
  const input = { fileName: upload.fileName, content: upload.bytes };
  const outcome = await context.api.mutate(UploadConvention, { input });
  if (!outcome.ok) return refusedFile(outcome.code, outcome.message);
  return redirect(`/conventions/importer/${outcome.value.uploadConvention.id}`);
}
