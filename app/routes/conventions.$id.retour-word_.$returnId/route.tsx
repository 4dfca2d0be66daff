// What a Word file that came back changes, block by block, before it becomes suggestions and comments.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { WordReturnPage as default } from './word-return-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Ce que change un fichier Word', data?.convention) },
];
