// Where a Word file that was downloaded from the text is handed in again. What it changes is the next page.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { WordReturnsPage as default } from './word-returns-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Reprendre un fichier Word', data?.convention) },
];
