// The Word files that one brought back into this text, and whether one may bring another.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadFramedText } from '../../versions/queries.ts';
import { ReadWordReturns } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const documentId = params.documentId ?? '';
  const { text } = await context.api.query(ReadFramedText, { documentId });
  return { text, ...(await context.api.query(ReadWordReturns, { documentId })) };
}
