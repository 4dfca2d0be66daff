// Whether French typography is put while this person types (« Mon compte »), as the frame was told.
import { useRouteLoaderData } from '@remix-run/react';
import type { loader } from '../root.tsx';

/** The preference of whoever is signed in. */
export const useFrenchTyping = (): boolean => useRouteLoaderData<typeof loader>('root')?.frenchTyping ?? true;
