// The yearly report, if it was made, and whether the viewer may make it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadReport } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadReport, { id: params.id ?? '' });
}
