// The minutes of a meeting: from its notes to what was said of them, to their approval.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { MinutesPage as default } from './minutes-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Compte rendu – ${data.meeting.title}` : 'Compte rendu') },
];
