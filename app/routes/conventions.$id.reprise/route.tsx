// « Reprise »: what becomes, block by block, of last year's text in this year's. Deciding needs no script.
import type { MetaFunction } from '@remix-run/node';
import type { ShouldRevalidateFunction } from '@remix-run/react';
import { conventionPageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { clientAction } from './client-action.ts';
export { loader } from './loader.ts';

export { ReprisePage as default } from './reprise-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Reprise', data?.convention) },
];

/** The choice of a view changes nothing of what was read. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate;
