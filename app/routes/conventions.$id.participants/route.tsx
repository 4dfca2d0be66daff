// Who takes part in a convention, and as what. Everybody who sees it may look; its steward opens and closes access.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { ParticipantsPage as default } from './participants-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Participants', data?.convention) },
];
