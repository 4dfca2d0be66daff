// When something happened, as one says it: « il y a 5 minutes ». The exact time is one hover away, and in the markup.
import { useSyncExternalStore } from 'react';
import { formatDateTime, formatRelative } from '../french-format.ts';

const MINUTE = 60_000;

/** One clock for all the times of a page, each minute. */
function subscribe(changed: () => void): () => void {
  const timer = setInterval(changed, MINUTE);
  return () => clearInterval(timer);
}

const thisMinute = () => Math.floor(Date.now() / MINUTE);

/** An instant (ISO 8601) told from now; keeps itself right while the page is open. */
export function RelativeTime({ at }: { at: string }) {
  useSyncExternalStore(subscribe, thisMinute, thisMinute);
  return (
    <time dateTime={at} title={formatDateTime(at)} suppressHydrationWarning>
      {formatRelative(at)}
    </time>
  );
}
