// What the page of this address shows, read for whoever asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadDemonstration } from './queries.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const { demonstration } = await context.api.query(ReadDemonstration);
  return { demonstration };
}
