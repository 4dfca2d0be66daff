// Asking for a link to choose another password. The answer is the same whether or not the address has an account.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';

export { ForgottenPasswordPage as default } from './forgotten-password-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Mot de passe oublié') }];
