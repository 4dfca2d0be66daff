// The path of a convention: the steps it has taken, the next one as a form, the signed text and its amendments.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { PathPage as default } from './path-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Parcours', data?.convention) },
];
