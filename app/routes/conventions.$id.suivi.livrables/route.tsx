// What a convention promises to hand in, counted, and what is measured while the year goes.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { DeliverablesPage as default } from './deliverables-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Livrables et indicateurs', data?.convention) },
];
