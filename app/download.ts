// A stored file as an answer to keep, never shown in the page's own place: what people hand in must not run there.

/** `content` is base64, as the API gives bytes. */
export function download({ name, mediaType, content }: { name: string; mediaType: string; content: unknown }) {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(Buffer.from(String(content), 'base64'), {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encoded}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}
