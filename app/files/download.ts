// A stored file as an answer to keep, never shown in the page's own place: what people hand in must not run there. That no
// browser guesses another type is said of every answer (headers.ts).
import { cleanFileName } from '#domain/files/inputs.ts';

/** The types that are told; all others are bytes. */
const told = /^(application\/(pdf|zip|vnd\.[\w.+-]+)|image\/(png|jpeg|gif|webp|tiff))$/;

/** A name for programs that read no accents (RFC 6266), and the name itself (RFC 8187). */
function disposition(name: string): string {
  const clean = cleanFileName(name);
  const plain = clean
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** `content` is base64, as the API gives bytes. */
export function download({ name, mediaType, content }: { name: string; mediaType: string; content: unknown }) {
  return new Response(Buffer.from(String(content), 'base64'), {
    headers: {
      'Content-Type': told.test(mediaType) ? mediaType : 'application/octet-stream',
      'Content-Disposition': disposition(name),
      // Beside the policy of every answer: opened in spite of all, it is a page that may do nothing.
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-store',
    },
  });
}
