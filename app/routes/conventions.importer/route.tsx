// Where a convention's file is handed in. The file goes to the domain as it came; what was recognised is the next page.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { chosenFile, FILE_LIMIT } from '#domain/inputs/import.ts';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { readUpload, type Upload } from '../../upload.ts';
import { MayImport, ReadImports, UploadConvention } from './queries.ts';

export { UploadPage as default } from './upload-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Importer une convention') }];

export function loader({ context }: LoaderFunctionArgs) {
  return context.api.query(ReadImports);
}

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
