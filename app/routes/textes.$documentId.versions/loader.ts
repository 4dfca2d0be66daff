// The versions of a text, the last ones first.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ListVersions, ReadFramedText } from '../../versions/queries.ts';

const STEP = 50;
const MOST = 500;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = Number(new URL(request.url).searchParams.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(asked) ? asked : 0, STEP), MOST);
  const documentId = params.documentId ?? '';
  const { text } = await context.api.query(ReadFramedText, { documentId });
  const { textVersions } = await context.api.query(ListVersions, { documentId, first });
  const versions = textVersions.edges.map(({ node }) => node);
  return { text, versions, more: textVersions.pageInfo.hasNextPage && first < MOST ? first + STEP : null };
}
