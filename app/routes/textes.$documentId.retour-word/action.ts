// Takes a Word file in, of whoever may suggest in the text and of nobody else, then shows what it changes.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { chosenFile, FILE_LIMIT } from '#domain/imports/inputs.ts';
import { refused } from '../../forms/form-result.ts';
import { readUpload, type Upload } from '../../forms/upload.ts';
import { wordReturnsAddress } from '../../texts/version-addresses.ts';
import { ReadFramedText } from '../../versions/queries.ts';
import { notReturned } from '../../versions/words.ts';
import { TakeWordBack } from './queries.ts';

const NOT_READ = 'Ce fichier n’a pas été lu.';

/** The refusal of a file, beside its field. */
const refusedFile = (code: string, sentence: string) =>
  refused({ ok: false, code, message: NOT_READ, fields: { file: sentence } });

function sentenceOf(found: Exclude<Upload['found'], 'FILE'>): string {
  if (found === 'UNREADABLE') return 'L’envoi s’est interrompu. Choisissez le fichier de nouveau, puis réessayez.';
  const { error } = chosenFile.safeParse({ size: found === 'TOO_LARGE' ? FILE_LIMIT + 1 : undefined });
  return error?.issues[0]?.message ?? NOT_READ;
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { text } = await context.api.query(ReadFramedText, { documentId: params.documentId ?? '' });
  const { documentId, viewerMaySuggest } = text;
  // Nothing is kept of what somebody sends who may not suggest: the file is dropped while it comes.
  const upload = await readUpload(request, 'file', viewerMaySuggest ? FILE_LIMIT : 0);
  if (!viewerMaySuggest) throw new Response(notReturned(text), { status: 403 });
  if (upload.found !== 'FILE') return refusedFile(upload.found, sentenceOf(upload.found));
  const input = { documentId, fileName: upload.fileName, content: upload.bytes };
  const outcome = await context.api.mutate(TakeWordBack, { input });
  if (!outcome.ok) return refusedFile(outcome.code, outcome.message);
  return redirect(`${wordReturnsAddress(documentId)}/${outcome.value.takeWordBack.id}`);
}
