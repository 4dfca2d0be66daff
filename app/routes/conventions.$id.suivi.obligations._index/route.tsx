// What a convention obliges its partners to, in the order of its text, and where each due date stands. Everybody who sees
// it may look; its editors record what was done.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { ObligationsPage as default } from './obligations-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Obligations', data?.convention) },
];
