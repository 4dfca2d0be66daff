// The date poll of a meeting: dates are looked for and sent, answers come in, one date is kept. `?modifier` states the dates
// anew; `?retenir=` asks once more before one is kept.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { PollPage as default } from './poll-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Sondage de dates\u00a0: ${data.meeting.title}` : 'Sondage de dates') },
];
