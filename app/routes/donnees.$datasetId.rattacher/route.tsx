// Says what a dataset is of use for: first the convention, then what in it.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { LinkDatasetPage as default } from './link-dataset-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Rattacher des données') }];
