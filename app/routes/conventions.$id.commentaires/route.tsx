// All that is said about a convention's text, on one page that works without JavaScript. `?choix=` keeps some threads, `?combien=`
// shows more of many.
// The panel beside the text (app/discussions) shows the same through conventions.$id.fils.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { DiscussionPage as default } from './discussion-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Commentaires', data?.convention) },
];
