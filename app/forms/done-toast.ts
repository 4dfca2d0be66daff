// Says in a toast that an action went well: the answer `{ done: '…' }` of a fetcher. Used by pages with several forms.
import { useEffect, useRef, useState } from 'react';
import { showToast } from '../ui/toast.ts';

/** Shows each new `done` sentence once; gives how many there were, to be a `key` for a form to empty. */
export function useDoneToast(answer: object | null | undefined): number {
  const shown = useRef<object | null>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (!answer || shown.current === answer || !('done' in answer) || typeof answer.done !== 'string') return;
    shown.current = answer;
    showToast({ text: answer.done });
    setTimes((before) => before + 1);
  }, [answer]);
  return times;
}
