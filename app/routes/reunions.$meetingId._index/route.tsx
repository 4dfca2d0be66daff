// One meeting: when and where, who answered what, what it is to discharge; and all that is done with it.

import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { MeetingPage as default } from './meeting-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.meeting.title ?? 'Réunion') }];
