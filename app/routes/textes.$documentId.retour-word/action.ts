// Takes a Word file in, of whoever may suggest in the text and of nobody else, then shows what it changes.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { FILE_LIMIT } from '#domain/imports/inputs.ts';
import { refusedFile, refusedUpload } from '../../forms/refused-file.ts';
import { readUpload } from '../../forms/upload.ts';
import { wordReturnsAddress } from '../../texts/version-addresses.ts';
import { ReadFramedText } from '../../versions/queries.ts';
import { notReturned } from '../../versions/words.ts';
import { TakeWordBack } from './queries.ts';

const NOT_READ = 'Ce fichier n’a pas été lu.';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { text } = await context.api.query(ReadFramedText, { documentId: params.documentId ?? '' });
  const { documentId, viewerMaySuggest } = text;
  // Nothing is kept of what somebody sends who may not suggest: the file is dropped while it comes.
  const upload = await readUpload(request, 'file', viewerMaySuggest ? FILE_LIMIT : 0);
  if (!viewerMaySuggest) throw new Response(notReturned(text), { status: 403 });
  if (upload.found !== 'FILE') return refusedUpload(NOT_READ, upload);
  const input = { documentId, fileName: upload.fileName, content: upload.bytes };
  const outcome = await context.api.mutate(TakeWordBack, { input });
  if (!outcome.ok) return refusedFile(NOT_READ, outcome);
  return redirect(`${wordReturnsAddress(documentId)}/${outcome.value.takeWordBack.id}`);
}
