// Empties the demonstration, all of it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answered } from '../../forms/form-result.ts';
import { EmptyDemonstration } from './queries.ts';

export async function action({ context }: LoaderFunctionArgs) {
  return answered(await context.api.mutate(EmptyDemonstration), 'La démonstration est vidée.');
}
