// Takes one file out of a posted form, for actions, without ever holding more of it than is allowed. Knows nothing of
// what the file is.
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import busboy from 'busboy';

/** A posted file; or why there is none: not chosen, larger than the limit, not a form that can be read. */
export type Upload =
  | { found: 'FILE'; fileName: string; bytes: Uint8Array }
  | { found: 'NOTHING' | 'TOO_LARGE' | 'UNREADABLE' };

/** A form with one file has a handful of parts; what comes after them is not looked at. */
const PARTS = 8;
const FIELD_BYTES = 1000;
/** What the form itself adds around the file's bytes. */
const FORM_BYTES = 64 * 1024;

/**
 * The file posted as `field`, of `limit` bytes at most. Answers as soon as a larger one is known to be: from what the
 * request says of itself, else when its bytes pass the limit; they are let go then.
 */
export function readUpload(request: Request, field: string, limit: number): Promise<Upload> {
  if (!request.body) return Promise.resolve({ found: 'UNREADABLE' });
  const posted = Readable.fromWeb(request.body as ReadableStream);
  posted.on('error', () => posted.destroy());
  // A browser listens for the answer once it has sent everything: what nobody needs is read all the same, and dropped.
  const refuse = (found: 'TOO_LARGE' | 'UNREADABLE'): Upload => {
    posted.resume();
    return { found };
  };
  if (Number(request.headers.get('content-length')) > limit + FORM_BYTES) return Promise.resolve(refuse('TOO_LARGE'));
  return new Promise((resolve) => {
    try {
      const form = openForm(request, limit);
      takeFile(form, field, resolve);
      form.on('error', () => {
        posted.unpipe(form);
        resolve(refuse('UNREADABLE'));
      });
      posted.on('close', () => form.destroy());
      posted.pipe(form);
    } catch {
      resolve(refuse('UNREADABLE'));
    }
  });
}

/** Tells of the file of `field` once it is known: when it grows too large, else at the end of the form. */
function takeFile(form: busboy.Busboy, field: string, tell: (upload: Upload) => void): void {
  let upload: Upload = { found: 'NOTHING' };
  form.on('close', () => tell(upload));
  form.on('file', (name, file, { filename: fileName = '' }) => {
    // A form that breaks off says so of its file too.
    file.on('error', () => file.resume());
    if (name !== field) return void file.resume();
    const chunks: Buffer[] = [];
    file.on('data', (chunk: Buffer) => chunks.push(chunk));
    file.on('limit', () => {
      chunks.length = 0;
      upload = { found: 'TOO_LARGE' };
      tell(upload);
    });
    file.on('end', () => {
      // A browser posts a file without a name and without bytes where none was chosen.
      if (!file.truncated && fileName) upload = { found: 'FILE', fileName, bytes: Buffer.concat(chunks) };
    });
  });
}

/** busboy throws at once for what is no form with files. */
const openForm = (request: Request, limit: number) =>
  busboy({
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    // Browsers write names of files in the page's own encoding.
    defParamCharset: 'utf8',
    // It counts a file that reaches its limit as too large.
    limits: { fileSize: limit + 1, files: 1, parts: PARTS, fields: PARTS, fieldSize: FIELD_BYTES },
  });
