// The notes of a meeting, written together while it is held. Who may not write them reads them (notes_.lecture).
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { FrameHandle } from '../../root.tsx';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { NotesPage as default } from './notes-page.tsx';

export const handle: FrameHandle = { layout: 'full' };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Notes\u00a0: ${data.meeting.title}` : 'Notes de réunion') },
];
