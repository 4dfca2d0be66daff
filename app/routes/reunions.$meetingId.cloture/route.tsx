// Closes a meeting: who was there.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { HoldMeetingPage as default } from './hold-meeting-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Clore la réunion') }];
