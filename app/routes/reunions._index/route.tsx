// The meetings one sees: to come, past, cancelled. Filters are in the address; `?combien=` shows more of a long list.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { MeetingsPage as default } from './meetings-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Réunions') }];
