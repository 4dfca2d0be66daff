// Each block of last year’s text with what was decided of it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadCarryOvers } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadCarryOvers, { id: params.id ?? '' });
}
