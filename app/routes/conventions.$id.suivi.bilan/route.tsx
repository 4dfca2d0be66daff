// The yearly report of a convention: assembled from what was followed, read and printed here, written on a page of its own.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { ReportPage as default } from './report-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Bilan annuel', data?.convention) },
];
