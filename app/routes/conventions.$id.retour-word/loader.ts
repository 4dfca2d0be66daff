// The Word files that one brought back into this text, and whether one may bring another.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadFramedConvention } from '../../versions/queries.ts';
import { ReadWordReturns } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReadFramedConvention, { id: params.id ?? '' });
  if (!convention.viewerMaySuggest) return { convention, wordReturns: [] };
  return {
    convention,
    ...(await context.api.query(ReadWordReturns, { documentId: convention.documentId })),
  };
}
