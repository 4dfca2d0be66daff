// The figures of the year: what is owed, done, late and paid.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadDashboard } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadDashboard, { id: params.id ?? '' });
}
