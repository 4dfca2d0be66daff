// The demonstration, for the platform's administrators: what is here of it, and the way to remove it.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { answered } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { EmptyDemonstration, ReadDemonstration } from './queries.ts';

export { DemonstrationPage as default } from './demonstration-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Démonstration') }];

export async function loader({ context }: LoaderFunctionArgs) {
  const { demonstration } = await context.api.query(ReadDemonstration);
  return { demonstration };
}

export async function action({ context }: LoaderFunctionArgs) {
  return answered(await context.api.mutate(EmptyDemonstration), 'La démonstration est vidée.');
}
