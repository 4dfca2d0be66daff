// What meetings decided, and the tasks that came of it. Filters are in the address; `?combien=` shows more. Tasks are also
// marked as done here, from whatever page.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { DecisionsPage as default } from './decisions-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Relevé de décisions') }];
