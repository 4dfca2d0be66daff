// What the page of this address shows, read for whoever asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadImports } from './queries.ts';

export function loader({ context }: LoaderFunctionArgs) {
  return context.api.query(ReadImports);
}
