// The convention as a document to read and print, rendered by the server: no editor and no script is needed for it.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { loader } from './loader.ts';

export { ReadingPage as default } from './reading-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Lire', data?.convention) },
];
