// Reads the page again when somebody else decides a block or changes the text, while it is open.
import { useEffect } from 'react';
import type { Nudge } from '#realtime/protocol.ts';
import { subscribe, useReread } from '../../frame/nudges.ts';

/** Many pages hear of one change at the same moment: each waits a little, not all the same. */
const waitMs = () => 150 + Math.random() * 350;

const concerns = ({ kind, subject }: Nudge): boolean =>
  subject === 'ProgrammeItem' || subject === 'Convention' || /^(carryOver|participant|access)\./.test(kind);

/** Keeps the page of one convention true. */
export function useFreshPage(conventionId: string): void {
  const reread = useReread();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe(`convention:${conventionId}`, (nudges) => {
      // No nudges: the connection is new, what happened before is unknown.
      if (nudges.length > 0 && !nudges.some(concerns)) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        reread();
      }, waitMs());
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [conventionId, reread]);
}
