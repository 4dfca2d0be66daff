// What was recognised in the file, as it would become a convention.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadImportDraft, type ReviewedDraft } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs): Promise<ReviewedDraft> {
  const { importDraft } = await context.api.query(ReadImportDraft, { id: params.draftId ?? '' });
  return importDraft;
}
