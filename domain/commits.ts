// Lets whoever follows the history wait for the next change instead of asking again and again. Rung by changes.ts after each commit of
// this process, and by server.ts when another node tells of one; what nobody tells is seen once the wait is over. Knows nothing of
// what changed.

const waiting = new Set<() => void>();

/** Tells whoever waits that something was committed. */
export function ringCommit(): void {
  for (const wake of [...waiting]) wake();
}

/** Resolves at the next commit, or once `mostMs` have passed. */
export function nextCommit(mostMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      waiting.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, mostMs);
    timer.unref();
    waiting.add(wake);
  });
}
