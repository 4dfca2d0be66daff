// The page's ear for changes, brought after the page itself: what it is made of (socket.io) is as heavy as a page, and nobody
// waits for it to read or to fill in a form.
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
