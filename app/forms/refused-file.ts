// Why an office file was not taken, said beside its field: for the actions that take one in.
import { chosenFile, FILE_LIMIT } from '#domain/imports/inputs.ts';
import { refused } from './form-result.ts';
import type { Upload } from './upload.ts';

/** A file that the platform refused with this sentence; `notTaken` says of the whole form that nothing was done. */
export const refusedFile = (notTaken: string, { code, message }: { code: string; message: string }) =>
  refused({ ok: false, code, message: notTaken, fields: { file: message } });

/** An upload that brought no file to read. */
export function refusedUpload(notTaken: string, { found }: Exclude<Upload, { found: 'FILE' }>) {
  const { error } = chosenFile.safeParse({ size: found === 'TOO_LARGE' ? FILE_LIMIT + 1 : undefined });
  const message =
    found === 'UNREADABLE'
      ? 'L’envoi s’est interrompu. Choisissez le fichier de nouveau, puis réessayez.'
      : (error?.issues[0]?.message ?? notTaken);
  return refusedFile(notTaken, { code: found, message });
}
