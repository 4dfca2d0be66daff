// What is here of the demonstration.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadDemonstration } from './queries.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const { demonstration } = await context.api.query(ReadDemonstration);
  return { demonstration };
}
