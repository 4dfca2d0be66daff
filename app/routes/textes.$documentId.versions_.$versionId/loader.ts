// A version with its text; one of another text is none of this one’s.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadFramedText, ReadVersion } from '../../versions/queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { text } = await context.api.query(ReadFramedText, { documentId: params.documentId ?? '' });
  const { textVersion: version } = await context.api.query(ReadVersion, { id: params.versionId ?? '' });
  if (version.documentId !== text.documentId) throw new Response(null, { status: 404 });
  return { text, version };
}
