// Takes a charter in, as a file, or away, by its format.
import type { ActionFunctionArgs } from '@remix-run/node';
import { CHARTER_LIMIT, CHARTER_LIMIT_WORDS } from '#domain/organisations/inputs.ts';
import { charterFormats } from '#domain/vocabulary.ts';
import { answered, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { readUpload, type Upload } from '../../forms/upload.ts';
import { GiveCharter, RemoveCharter } from './queries.ts';

const NOT_TAKEN = 'Ce fichier n’a pas été pris pour charte.';

const refusedFile = (sentence: string) =>
  refused({ ok: false, code: 'INVALID', message: NOT_TAKEN, fields: { file: sentence } });

const sentences: Record<Exclude<Upload['found'], 'FILE'>, string> = {
  NOTHING: 'Choisissez un fichier.',
  TOO_LARGE: `Ce fichier dépasse la taille autorisée (${CHARTER_LIMIT_WORDS}).`,
  UNREADABLE: 'L’envoi s’est interrompu. Choisissez le fichier de nouveau.',
};

export async function action({ request, params, context }: ActionFunctionArgs) {
  const organisationId = params.organisationId ?? '';
  if (request.headers.get('content-type')?.startsWith('multipart/')) {
    const upload = await readUpload(request, 'file', context.viewer ? CHARTER_LIMIT : 0);
    if (upload.found !== 'FILE') return refusedFile(sentences[upload.found]);
    const input = { organisationId, fileName: upload.fileName, content: upload.bytes };
    const outcome = await context.api.mutate(GiveCharter, { input });
    return outcome.ok ? { done: 'La charte est déposée.' } : refusedFile(outcome.message);
  }
  const form = await readForm(request);
  const format = charterFormats.find((one) => one === textOf(form, 'format'));
  if (!format) throw new Response(null, { status: 400 });
  return answered(
    await context.api.mutate(RemoveCharter, { input: { organisationId, format } }),
    'La charte est retirée.',
  );
}
