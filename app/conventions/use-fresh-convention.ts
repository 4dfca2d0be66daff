// Keeps a page of a convention right while it is open: it is read again when something happens there, by anybody.
import { useEffect, useRef } from 'react';
import type { Nudge } from '#realtime/protocol.ts';
import { subscribe, useReread } from '../frame/nudges.ts';

/** Many pages hear of one change at the same moment: each waits a little, not all the same; what comes meanwhile is one reading. */
const waitMs = () => 150 + Math.random() * 350;

const anything = () => true;

/** Reads the page again a moment after something happened in the convention that `concerns` it. */
export function useFreshConvention(conventionId: string, concerns: (nudge: Nudge) => boolean = anything): void {
  const reread = useReread();
  const judge = useRef(concerns);
  judge.current = concerns;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe(`convention:${conventionId}`, (nudges) => {
      // No nudges: the connection is new, what happened before is unknown.
      if (nudges.length > 0 && !nudges.some((nudge) => judge.current(nudge))) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        reread();
      }, waitMs());
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [conventionId, reread]);
}
