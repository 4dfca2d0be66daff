// Keeps a page of a convention right while it is open: it is read again when something happens there, by anybody.
import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { subscribe } from '../frame/nudges.ts';

/** Several changes that come together are one reading, ms. */
const PAUSE_MS = 400;

/** Reads the page again a moment after something happened in the convention. */
export function useFreshConvention(conventionId: string): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe(`convention:${conventionId}`, () => {
      clearTimeout(timer);
      timer = setTimeout(revalidate, PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [conventionId, revalidate]);
}
