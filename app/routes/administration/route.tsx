// The organisations of the platform, for its administrators: a new one, and the way to each one's people.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { AdministrationPage as default } from './administration-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Organismes') }];
