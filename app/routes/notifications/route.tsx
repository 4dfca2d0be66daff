// What one was told, unread first; and what of it also comes by mail. `?apres=` goes on in what was read.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { NotificationsPage as default } from './notifications-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Notifications') }];
