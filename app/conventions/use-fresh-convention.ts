// Keeps a page of a convention right while it is open: it is read again when something happens there, by anybody.
import { useEffect } from 'react';
import { subscribe, useReread } from '../frame/nudges.ts';

/** Several changes that come together are one reading, ms. */
const PAUSE_MS = 400;

/** Reads the page again a moment after something happened in the convention. */
export function useFreshConvention(conventionId: string): void {
  const reread = useReread();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe(`convention:${conventionId}`, () => {
      clearTimeout(timer);
      timer = setTimeout(reread, PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [conventionId, reread]);
}
