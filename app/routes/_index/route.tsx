// The home of somebody signed in: what is late or due, what was said to them, the conventions in progress. A stranger is sent to sign in.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { HomePage as default } from './home-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Accueil') }];
