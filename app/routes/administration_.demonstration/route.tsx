// The demonstration, for the platform's administrators: what is here of it, and the way to remove it.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { DemonstrationPage as default } from './demonstration-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Démonstration') }];
