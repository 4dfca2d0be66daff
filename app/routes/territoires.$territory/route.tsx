// A territory over all conventions: /territoires/lens-henin and /territoires/artois.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import { territoryLabels } from '../../organisations/words.ts';
import type { loader } from './loader.ts';

export { loader } from './loader.ts';

export { TerritoryPage as default } from './territory-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Territoire ${territoryLabels[data.territory]}` : 'Territoire') },
];
