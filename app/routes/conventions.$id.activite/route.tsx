// What happened in a convention, latest first, in sentences.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { ActivityPage as default } from './activity-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Activité', data?.convention) },
];
