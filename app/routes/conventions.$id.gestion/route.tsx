// What is done with a convention as a whole: the next year, its title, putting it away.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { ManagementPage as default } from './management-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Gestion', data?.convention) },
];
