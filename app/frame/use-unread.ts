// The number at the bell, kept true while a page is open. Used by root.tsx; a plain request, because a failed one must
// leave the page as it is.
import { useEffect, useRef, useState } from 'react';
import { subscribe } from './nudges.ts';

/** `first` is what the page was served with; asks again when this person is told of something, here or elsewhere. */
export function useUnread(first: number, personId: string | null): number {
  // Heard since the page was served with `first`; with another `first` it is older than that.
  const [heard, setHeard] = useState<{ since: number; unread: number } | null>(null);
  const latest = useRef(first);
  latest.current = first;
  useEffect(() => {
    if (personId === null) return;
    let isGone = false;
    const ask = async () => {
      const response = await fetch('/notifications/nombre').catch(() => null);
      const answer: unknown = response?.ok ? await response.json().catch(() => null) : null;
      if (typeof answer === 'number' && !isGone) setHeard({ since: latest.current, unread: answer });
    };
    const stop = subscribe(`person:${personId}`, (nudges) => {
      // No nudges: the connection is new, what was told before is unknown.
      if (nudges.length === 0 || nudges.some(({ kind }) => kind.startsWith('notification.'))) void ask();
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [personId]);
  return heard?.since === first ? heard.unread : first;
}
