// The agenda of a meeting: its points with their hours, put in order, and what it may be drawn from. `?mots=` looks for
// passages of the convention's text.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { AgendaPage as default } from './agenda-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Ordre du jour · ${data.meeting.title}` : 'Ordre du jour') },
];
