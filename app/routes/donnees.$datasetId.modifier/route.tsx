// What is said of a dataset, and to whom it is open, anew.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { ChangeDatasetPage as default } from './change-dataset-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`Modifier ${data?.said.title ?? 'des données'}`) },
];
