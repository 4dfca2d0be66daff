// The one-time link of a mail: an invitation to enter, or another password to choose. Showing the page spends nothing.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { LinkPage as default } from './link-page.tsx';
export { headers, loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.link?.kind === 'INVITATION' ? 'Bienvenue' : 'Nouveau mot de passe') },
  { name: 'robots', content: 'noindex' },
];
