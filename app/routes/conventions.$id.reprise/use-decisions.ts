// Sends decisions as they are made, one at a time and in their order, and shows them before the answer is there. Without
// a network they wait here and are sent again.
import { useFetcher, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CarryOverChoice } from '#domain/vocabulary.ts';
import { showToast } from '../../ui/toast.ts';
import type { action } from './action.ts';
import type { clientAction } from './client-action.ts';
import type { CarriedBlock } from './sections.ts';

interface Decision {
  blockId: string;
  choice: CarryOverChoice;
  /** The blocks it decides: the one, or all of its section. */
  covered: readonly string[];
}

export type SavingState = 'untouched' | 'saving' | 'saved' | 'offline';

/** Decides one block, or with `section` all the blocks of the heading. */
export type Decide = (blockId: string, choice: CarryOverChoice, section?: readonly string[]) => void;

type Answer = Awaited<ReturnType<typeof action>> | Awaited<ReturnType<typeof clientAction>>;

const RETRY_MS = 4_000;

function formOf({ blockId, choice, covered }: Decision): FormData {
  const form = new FormData();
  form.set('blockId', blockId);
  form.set('choice', choice);
  if (covered.length > 1) form.set('withSection', 'on');
  return form;
}

/** What is chosen and not yet read back in `blocks`, by block; and whether all is saved. */
export function useDecisions(blocks: readonly CarriedBlock[]) {
  const fetcher = useFetcher<Answer>();
  const [waiting, setWaiting] = useState<readonly Decision[]>([]);
  const [sent, setSent] = useState<Decision | null>(null);
  const [state, setState] = useState<SavingState>('untouched');
  const answered = useRef<unknown>(undefined);
  const { settling, settle } = useSettling(blocks);

  useEffect(() => {
    const [first, ...rest] = waiting;
    if (!first || sent || fetcher.state !== 'idle' || state === 'offline') return;
    setSent(first);
    setWaiting(rest);
    setState('saving');
    fetcher.submit(formOf(first), { method: 'post' });
  }, [fetcher, waiting, sent, state]);

  useEffect(() => {
    const answer = fetcher.data;
    if (!answer || !sent || fetcher.state !== 'idle' || answered.current === answer) return;
    answered.current = answer;
    setSent(null);
    if ('isUnsent' in answer) {
      // What was decided again meanwhile is the later word.
      setWaiting((later) => (later.some(({ blockId }) => blockId === sent.blockId) ? later : [sent, ...later]));
      return setState('offline');
    }
    setState('saved');
    if ('message' in answer) showToast({ text: Object.values(answer.fields)[0] ?? answer.message, tone: 'error' });
    else settle(sent);
  }, [fetcher.data, fetcher.state, sent, settle]);

  useRetry(state === 'offline', () => setState('saving'));
  useSentOnLeaving(waiting);

  const decide: Decide = useCallback((blockId, choice, section) => {
    const decision = { blockId, choice, covered: section ?? [blockId] };
    setWaiting((all) => [...all.filter((other) => other.covered.length > 1 || other.blockId !== blockId), decision]);
  }, []);
  const isUnanswered = sent !== null || waiting.length > 0;
  const pending = useMemo(() => {
    const decisions = [...settling, ...(sent ? [sent] : []), ...waiting];
    return new Map(decisions.flatMap(({ covered, choice }) => covered.map((id) => [id, choice] as const)));
  }, [settling, sent, waiting]);
  return { pending, decide, state: isUnanswered && state !== 'offline' ? ('saving' as const) : state };
}

/**
 * What was answered stays shown until a reading of the page says it: one that began before the decision may end after it,
 * and would put the old choice back under « Enregistré ».
 */
function useSettling(blocks: readonly CarriedBlock[]) {
  const revalidator = useRevalidator();
  const [settling, setSettling] = useState<readonly Decision[]>([]);
  const secondReading = useRef<'none' | 'asked' | 'begun'>('none');
  useEffect(() => {
    if (revalidator.state === 'loading' && secondReading.current === 'asked') secondReading.current = 'begun';
    if (settling.length === 0 || revalidator.state === 'loading') return;
    const read = new Map(blocks.map(({ id, choice }) => [id, choice]));
    const isRead = settling.every(({ covered, choice }) => covered.every((id) => read.get(id) === choice));
    // Read again once: what then differs was decided otherwise by somebody else.
    if (isRead || secondReading.current === 'begun') return setSettling([]);
    if (secondReading.current === 'asked') return;
    secondReading.current = 'asked';
    revalidator.revalidate();
  }, [blocks, settling, revalidator]);
  const settle = useCallback((decision: Decision) => {
    secondReading.current = 'none';
    setSettling((all) => [...all.filter(({ blockId }) => blockId !== decision.blockId), decision]);
  }, []);
  return { settling, settle };
}

function useRetry(isWaiting: boolean, retry: () => void) {
  const latest = useRef(retry);
  latest.current = retry;
  useEffect(() => {
    if (!isWaiting) return;
    const again = () => latest.current();
    const timer = setTimeout(again, RETRY_MS);
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [isWaiting]);
}

/** Whoever goes to another page does not wait for the queue: the browser sends it behind them. */
function useSentOnLeaving(waiting: readonly Decision[]) {
  const latest = useRef(waiting);
  latest.current = waiting;
  useEffect(() => {
    const { pathname } = window.location;
    const send = () => {
      for (const decision of latest.current) navigator.sendBeacon(pathname, formOf(decision));
      latest.current = [];
    };
    window.addEventListener('pagehide', send);
    return () => {
      window.removeEventListener('pagehide', send);
      send();
    };
  }, []);
}

/** The same objects for blocks that say the same as before, so that only those that changed are drawn again. */
export function useSameBlocks(loaded: readonly CarriedBlock[]): CarriedBlock[] {
  const known = useRef(new Map<string, { said: string; block: CarriedBlock }>());
  return useMemo(
    () =>
      loaded.map((block) => {
        const said = JSON.stringify(block);
        const before = known.current.get(block.id);
        if (before?.said === said) return before.block;
        known.current.set(block.id, { said, block });
        return block;
      }),
    [loaded],
  );
}
