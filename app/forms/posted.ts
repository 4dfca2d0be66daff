// Reads a posted form and its words, for actions: the only place that takes a request's body apart, but for files
// (upload.ts). What the words must be is the domain's to say.
import type { ReadableStream } from 'node:stream/web';

/** Bytes of the longest form: what to do with each of 5 000 blocks, three times over. */
const FORM_LIMIT = 2 * 1024 * 1024;

const kinds = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** What is answered to a form that is none: the page says the sentence. */
const refusal = (status: 400 | 413 | 415, sentence: string) => new Response(sentence, { status });

const unreadable = () => refusal(400, 'Ce formulaire est arrivé incomplet. Rechargez la page, puis réessayez.');

/** The body, held as long as it is within the limit. */
async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size <= FORM_LIMIT) chunks.push(chunk);
    // Read on and let go: a browser listens for the answer once it has sent everything.
    else chunks.length = 0;
  }
  if (size > FORM_LIMIT) throw refusal(413, 'Ce formulaire dépasse la taille autorisée (2\u00a0Mo).');
  return Buffer.concat(chunks);
}

/** The form of a request; throws what the page answers when there is none: 400, 413 or 415 with a sentence. */
export async function readForm(request: Request): Promise<FormData> {
  const contentType = request.headers.get('Content-Type') ?? '';
  if (!kinds.includes(contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''))
    throw refusal(415, 'Cette adresse attend un formulaire.');
  if (!request.body) throw unreadable();
  try {
    const bytes = await bytesOf(request.body as ReadableStream<Uint8Array>);
    return await new Response(bytes, { headers: { 'Content-Type': contentType } }).formData();
  } catch (error) {
    throw error instanceof Response ? error : unreadable();
  }
}

/** The text of a field; empty when it is absent or a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** The text of a field that may be left empty: null then. */
export const optionalTextOf = (form: FormData, name: string): string | null => textOf(form, name) || null;

/** Whether a box was ticked. */
export const isTicked = (form: FormData, name: string): boolean => textOf(form, name) !== '';
