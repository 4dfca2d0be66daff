// My account: how others see me, my password, where I am signed in.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { AccountPage as default } from './account-page.tsx';
export { action } from './action.ts';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Mon compte') }];
