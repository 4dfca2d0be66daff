// The meetings one sees, on the sheet of a month: `?mois=2026-11`, narrowed as the list is.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';
import { nameOf } from './weeks.ts';

export { CalendarPage as default } from './calendar-page.tsx';
export { loader } from './loader.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Calendrier des réunions, ${nameOf(data.month)}` : 'Calendrier des réunions') },
];
