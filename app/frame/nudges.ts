// The page's ear for changes, brought after the page itself: what it is made of (socket.io) is as heavy as a page, and nobody
// waits for it to read or to fill in a form.
import { useFetchers, useNavigation, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';
import type { Nudge, Topic } from '#realtime/protocol.ts';

/** As `subscribe` of realtime/client/nudges.ts, once that has come. A page that cannot have it stays as it was served. */
export function subscribe(topic: Topic, listener: (nudges: Nudge[]) => void): () => void {
  let isOver = false;
  let stop: (() => void) | undefined;
  import('#realtime/client/nudges.ts').then(
    (nudges) => {
      if (!isOver) stop = nudges.subscribe(topic, listener);
    },
    () => undefined,
  );
  return () => {
    isOver = true;
    stop?.();
  };
}

/**
 * Reads the page again, once nothing is on its way from it. A reading that begins after a form was sent without leaving the page
 * takes precedence over where its answer leads: what was done would seem not to have been.
 */
export function useReread(): () => void {
  const { revalidate } = useRevalidator();
  const isSending = [...useFetchers(), useNavigation()].some(({ state }) => state !== 'idle');
  const sending = useRef(isSending);
  const isWanted = useRef(false);
  useEffect(() => {
    sending.current = isSending;
    if (isSending || !isWanted.current) return;
    isWanted.current = false;
    revalidate();
  }, [isSending, revalidate]);
  return useCallback(() => {
    if (sending.current) isWanted.current = true;
    else revalidate();
  }, [revalidate]);
}
