// Gives a stored file to keep.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { download } from '../../files/download.ts';
import { ReadFile } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return download((await context.api.query(ReadFile, { id: params.fileId ?? '' })).storedFile);
}
