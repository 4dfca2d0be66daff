// A new obligation on a passage of the text; `?passage=` chooses it beforehand.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { NewObligationPage as default } from './new-obligation-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Nouvelle obligation') }];
