// Every convention one takes part in. Filters are in the address; `?combien=` shows more of a long list.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { ConventionsPage as default } from './conventions-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Conventions') }];
