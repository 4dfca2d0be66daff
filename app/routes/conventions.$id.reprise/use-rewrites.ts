// Sends new words of blocks, those of one or of many at once, and says what came of it.
import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { plural } from '../../french-format.ts';
import { showToast } from '../../ui/toast.ts';
import type { action } from './action.ts';
import type { clientAction } from './client-action.ts';

export interface Rewrite {
  blockId: string;
  /** What was shown. */
  before: string;
  after: string;
}

type Answer = Awaited<ReturnType<typeof action>> | Awaited<ReturnType<typeof clientAction>>;
type Heard = NonNullable<ReturnType<typeof useFetcher<Answer>>['data']>;

/** Sends rewrites; `written` is called once they are in the text. */
export type SendRewrites = (rewrites: readonly Rewrite[], written?: () => void) => void;

export function useRewrites(): { send: SendRewrites; isSending: boolean } {
  const fetcher = useFetcher<Answer>();
  const [sent, setSent] = useState<{ count: number; written: (() => void) | undefined } | null>(null);
  const answered = useRef<unknown>(undefined);
  const { submit } = fetcher;

  const send: SendRewrites = useCallback(
    (rewrites, written) => {
      const form = new FormData();
      form.set('intent', 'rewrite');
      for (const rewrite of rewrites)
        for (const name of ['blockId', 'before', 'after'] as const) form.append(name, rewrite[name]);
      setSent({ count: rewrites.length, written });
      submit(form, { method: 'post' });
    },
    [submit],
  );

  useEffect(() => {
    const answer = fetcher.data;
    if (!answer || !sent || fetcher.state !== 'idle' || answered.current === answer) return;
    answered.current = answer;
    setSent(null);
    const { text, tone } = saidOf(answer, sent.count);
    showToast({ text, tone });
    if (tone !== 'error') sent.written?.();
  }, [fetcher.data, fetcher.state, sent]);

  return { send, isSending: sent !== null };
}

function saidOf(answer: Heard, count: number): { text: string; tone: 'success' | 'info' | 'error' } {
  if ('isUnsent' in answer)
    return { text: 'Hors connexion\u00a0: rien n’a changé. Recommencez au retour du réseau.', tone: 'error' };
  if ('message' in answer) return { text: Object.values(answer.fields)[0] ?? answer.message, tone: 'error' };
  const untouched = 'untouched' in answer ? Number(answer.untouched) : 0;
  const written = count - untouched;
  if (untouched === 0)
    return {
      text: count === 1 ? 'Le passage est modifié dans le texte.' : `${count} passages sont modifiés dans le texte.`,
      tone: 'success',
    };
  const left = `${untouched} ${plural(untouched, 'avait', 'avaient')} changé entre-temps et ${plural(untouched, 'reste', 'restent')} à relire`;
  return {
    text: `${written} ${plural(written, 'passage modifié', 'passages modifiés')}\u202f; ${left}.`,
    tone: 'info',
  };
}
