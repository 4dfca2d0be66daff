// Signing in. `?suite=` is the page that asked for it, `?motif=` why one is here.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { SignInPage as default } from './sign-in-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Connexion') }];
