// Threads that somebody is writing in while the page is read again: they stay on it with the words, also when they are no more
// among those that are shown.
import { useCallback, useRef, useState } from 'react';

interface Named {
  id: string;
}

/** The threads of `now`, and those of `before` that are in hand and not among them, each after what it stood after. */
function withThoseInHand<Thread extends Named>(
  before: readonly Thread[],
  now: readonly Thread[],
  inHand: ReadonlySet<string>,
): readonly Thread[] {
  const isThere = new Set(now.map(({ id }) => id));
  const kept = before.filter(({ id }) => inHand.has(id) && !isThere.has(id));
  if (kept.length === 0) return now;
  const shown = [...now];
  for (const thread of kept) {
    const above = before.slice(0, before.indexOf(thread)).map(({ id }) => id);
    const at = shown.findLastIndex(({ id }) => above.includes(id));
    shown.splice(at + 1, 0, thread);
  }
  return shown;
}

/** What is shown of each reading of one convention's threads; `take` is told that somebody writes in a thread, and `leave` that the words were posted. */
export function useThreadsInHand<Thread extends Named>(conventionId: string, now: readonly Thread[]) {
  const [inHand, setInHand] = useState<ReadonlySet<string>>(new Set());
  const before = useRef({ conventionId, threads: now });
  const isSame = before.current.conventionId === conventionId;
  const shown = isSame ? withThoseInHand(before.current.threads, now, inHand) : now;
  before.current = { conventionId, threads: shown };
  const take = useCallback(
    (threadId: string) => setInHand((ids) => (ids.has(threadId) ? ids : new Set([...ids, threadId]))),
    [],
  );
  const leave = useCallback(
    (threadId: string) => setInHand((ids) => new Set([...ids].filter((id) => id !== threadId))),
    [],
  );
  return { shown, take, leave };
}
