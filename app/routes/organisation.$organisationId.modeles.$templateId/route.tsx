// One template of the organisation: what it says, its fields in sight, and for who manages it its name and its end.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';
export { TemplatePage as default } from './template-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Modèle\u00a0: ${data.title}` : 'Modèle') },
];
