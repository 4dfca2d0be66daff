// States a meeting anew; once it is called, saving tells those invited of what changed for them.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { ChangeMeetingPage as default } from './change-meeting-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`Modifier ${data?.meeting.title ?? 'la réunion'}`) },
];
