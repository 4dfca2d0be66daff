// Takes a file in, of whoever may import and of nobody else, then shows what was recognised.

import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { FILE_LIMIT } from '#domain/imports/inputs.ts';
import { refusedFile, refusedUpload } from '../../forms/refused-file.ts';
import { readUpload } from '../../forms/upload.ts';
import { MayImport, UploadConvention } from './queries.ts';

const NOT_READ = 'Ce fichier n’a pas été importé.';

export async function action({ request, context }: ActionFunctionArgs) {
  // Nothing is kept of what somebody sends who may not import: the file is dropped while it comes.
  const mayImport = context.viewer !== null && (await context.api.query(MayImport)).viewerMayCreateConvention;
  const upload = await readUpload(request, 'file', mayImport ? FILE_LIMIT : 0);
  // Says it to whoever is not signed in any more, or never might.
  if (!mayImport) {
    await context.api.query(MayImport);
    throw new Response('Vos droits ne permettent pas d’importer une convention.', { status: 403 });
  }
  if (upload.found !== 'FILE') return refusedUpload(NOT_READ, upload);
  const input = { fileName: upload.fileName, content: upload.bytes };
  const outcome = await context.api.mutate(UploadConvention, { input });
  if (!outcome.ok) return refusedFile(NOT_READ, outcome);
  return redirect(`/conventions/importer/${outcome.value.uploadConvention.id}`);
}
