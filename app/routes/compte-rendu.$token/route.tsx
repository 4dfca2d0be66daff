// The personal link of the mails about minutes: who it was sent to reads them and says a word, without an account and
// without a script.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { headers, loader } from './loader.ts';

export { MinutesLinkPage as default } from './minutes-link-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Compte rendu') }, { name: 'robots', content: 'noindex' }];
