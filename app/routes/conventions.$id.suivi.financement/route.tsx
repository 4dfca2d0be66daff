// The money of a convention: what was voted, what is paid and what payments wait for.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { BudgetPage as default } from './budget-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Financement', data?.convention) },
];
