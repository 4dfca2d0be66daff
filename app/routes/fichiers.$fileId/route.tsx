// Gives a stored file to keep. Never shown in the page's own place: what people hand in must not run there.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadFile } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { storedFile } = await context.api.query(ReadFile, { id: params.fileId ?? '' });
  return new Response(Buffer.from(String(storedFile.content), 'base64'), {
    headers: {
      'Content-Type': storedFile.mediaType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(storedFile.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}
