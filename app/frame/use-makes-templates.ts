// Whether whoever is signed in makes templates of their organisation's texts, as the frame was told.
import { useRouteLoaderData } from '@remix-run/react';
import type { loader } from '../root.tsx';

/** For what is shown; what one may do is the domain's to say. */
export function useMakesTemplates(): boolean {
  const viewer = useRouteLoaderData<typeof loader>('root')?.viewer;
  return Boolean(viewer?.organisationAdministrator || viewer?.platformAdministrator);
}
