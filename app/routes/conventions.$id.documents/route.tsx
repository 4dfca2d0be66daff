// Every file of a convention, newest first. What narrows the list is in the address; `?combien=` shows more, and `?apres=`
// goes on where that ends.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { DocumentsPage as default } from './documents-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Documents', data?.convention) },
];
