// Gives a comparison to keep, as `?format=` says: pdf, docx or odt.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { download } from '../../files/download.ts';
import { formatAsked } from '../../texts/file-formats.ts';
import { readMoments } from '../../versions/moments.ts';
import { ReadComparisonFile, ReadFramedText } from '../../versions/queries.ts';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { text } = await context.api.query(ReadFramedText, { documentId: params.documentId ?? '' });
  const { from, to } = readMoments(text, request);
  if (from === null || to === null) throw new Response(null, { status: 404 });
  const format = formatAsked(request);
  return download((await context.api.query(ReadComparisonFile, { from, to, format })).textComparison.file);
}
