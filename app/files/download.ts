// A stored file as an answer to keep, never shown in the page's own place: what people hand in must not run there. That no
// browser guesses another type is said of every answer (headers.ts).
import { attachmentNamed } from '#domain/files/inputs.ts';

/** The types that are told; all others are bytes. */
const told = /^(application\/(pdf|zip|vnd\.[\w.+-]+)|image\/(png|jpeg|gif|webp|tiff))$/;

/** `content` is base64, as the API gives bytes. */
export function download({ name, mediaType, content }: { name: string; mediaType: string; content: unknown }) {
  return new Response(Buffer.from(String(content), 'base64'), {
    headers: {
      'Content-Type': told.test(mediaType) ? mediaType : 'application/octet-stream',
      'Content-Disposition': attachmentNamed(name),
      // Beside the policy of every answer: opened in spite of all, it is a page that may do nothing.
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-store',
    },
  });
}
