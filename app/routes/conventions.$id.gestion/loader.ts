// Title, year and state of the convention, and what the viewer may do with it as a whole.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadManaged } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadManaged, { id: params.id ?? '' });
}
