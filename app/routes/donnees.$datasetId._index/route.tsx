// One dataset: what is in it, its versions, what it is of use for, and for those who keep it up, who took it and who asks. What
// one may not see answers as what is not there, with the way to ask for it.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { DatasetPage as default } from './dataset-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.dataset?.title ?? 'Données introuvables') },
];
