// The dashboard of a convention: how far its year has come, in figures and charts one can read and print.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { DashboardPage as default } from './dashboard-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Suivi', data?.convention) },
];
