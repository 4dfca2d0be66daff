// Depositing files as datasets: sent as soon as they are chosen, described once for all of them.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { DepositPage as default } from './deposit-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Déposer des données') }];
