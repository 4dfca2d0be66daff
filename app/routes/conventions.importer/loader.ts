// Files handed in and not yet made conventions, and whether one may hand in another.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadImports } from './queries.ts';

export function loader({ context }: LoaderFunctionArgs) {
  return context.api.query(ReadImports);
}
