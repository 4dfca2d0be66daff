// The notes of a meeting to read, and the button that opens them; needs no script.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { NotesReadingPage as default } from './notes-reading-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Notes\u00a0: ${data.meeting.title}` : 'Notes de réunion') },
];
