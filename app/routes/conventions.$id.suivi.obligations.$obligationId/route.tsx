// An obligation stated anew, or withdrawn. Its due dates follow; what was done for them stays.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { ChangeObligationPage as default } from './change-obligation-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Modifier une obligation') }];
