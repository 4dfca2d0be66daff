// Everything that answers to some words, of all that one may see. The words and what narrows them are in the address;
// `?apres=` goes on after a page.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { loader } from './loader.ts';
export { SearchPage as default } from './search-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.words ? `«\u00a0${data.words}\u00a0», recherche` : 'Recherche') },
];
