// One action: where it stands, who leads it, what was noted, and the history of its status.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { ActionPage as default } from './action-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Action', data?.convention) },
];
