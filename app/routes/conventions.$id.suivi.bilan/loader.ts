// What the page of this address shows, read for whoever asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadReport } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadReport, { id: params.id ?? '' });
}
