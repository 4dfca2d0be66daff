// The files that a text can be had as, as addresses name them.
import { type TextFileFormat, textFileFormats } from '#domain/vocabulary.ts';

/** The format that an address asks for: `?format=docx`; a PDF unless said. */
export function formatAsked(request: Request): TextFileFormat {
  const asked = new URL(request.url).searchParams.get('format') ?? 'pdf';
  const format = textFileFormats.find((one) => one.toLowerCase() === asked);
  if (!format) throw new Response('Ce format n’est pas proposé.', { status: 404 });
  return format;
}
