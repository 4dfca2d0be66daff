// What partners share, those that changed last first. Filters are in the address; `?apres=` goes on.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { DatasetsPage as default } from './datasets-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Données') }];
