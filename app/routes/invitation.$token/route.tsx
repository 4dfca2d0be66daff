// The personal link of an invitation: who it was sent to answers here, without an account and without a script.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { InvitationPage as default } from './invitation-page.tsx';
export { headers, loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Invitation') }, { name: 'robots', content: 'noindex' }];
