// The head of an organisation's pages: its name, and the way between its people, units, keys and identity.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { loader } from './loader.ts';

export { OrganisationPage as default } from './organisation-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.organisation.shortName ?? 'Organisme') },
];
