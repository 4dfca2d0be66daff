// One import before it is a convention: what was recognised, corrected block by block, then confirmed or thrown away.
import type { MetaFunction } from '@remix-run/node';
import type { ShouldRevalidateFunction } from '@remix-run/react';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { ReviewPage as default } from './review-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Vérifier l’import « ${data.fileName} »` : 'Vérifier l’import') },
];

/** The choice of a view changes nothing of what is shown. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formData,
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}) => (formData !== undefined || currentUrl.pathname !== nextUrl.pathname) && defaultShouldRevalidate;
