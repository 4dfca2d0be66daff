// A version with its text; one of another text is none of this convention’s.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadFramedConvention, ReadVersion } from '../../versions/queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReadFramedConvention, { id: params.id ?? '' });
  const { textVersion: version } = await context.api.query(ReadVersion, { id: params.versionId ?? '' });
  if (version.documentId !== convention.documentId) throw new Response(null, { status: 404 });
  return { convention, version };
}
