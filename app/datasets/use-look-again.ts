import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useReread } from '../frame/nudges.ts';

/** How often one looks whether a check is done, ms. */
const LOOK_MS = 1500;

/** Reads the page again while a file is being checked. */
export function useLookAgain(isChecking: boolean): void {
  const { state } = useRevalidator();
  const reread = useReread();
  useEffect(() => {
    if (!isChecking || state !== 'idle') return;
    const timer = setTimeout(reread, LOOK_MS);
    return () => clearTimeout(timer);
  }, [isChecking, state, reread]);
}
