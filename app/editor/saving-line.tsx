// Says the state of saving, and tells screen readers when it is news.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentConnection } from '#realtime/client/document-connection.ts';
import { Icon } from '../ui/icon.tsx';
import { announcement, type SavingState, savingState } from './saving.ts';
import styles from './saving-line.module.css';
import { useHonestStatus } from './use-document.ts';

/** How long « Enregistrement… » stays at least, ms: words that change at every keystroke cannot be read. */
const CALM_MS = 700;
/** A state that passes sooner is not news, ms. */
const NEWS_MS = 1200;

/** The state to show: « Enregistré » only when it lasts, everything else at once. */
function useCalm(state: SavingState): SavingState {
  const [shown, setShown] = useState(state);
  const waits = state.kind === 'calm' && state.icon === 'saved' && shown.kind === 'calm' && shown.icon === 'saving';
  useEffect(() => {
    if (!waits) return setShown(state);
    const timer = setTimeout(() => setShown(state), CALM_MS);
    return () => clearTimeout(timer);
  }, [state, waits]);
  return waits ? shown : state;
}

function useNews(state: SavingState): string {
  const told = useRef<SavingState['kind']>('connecting');
  const [news, setNews] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      const words = announcement(told.current, state);
      if (state.kind !== 'connecting') told.current = state.kind;
      if (words !== null) setNews(words);
    }, NEWS_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return news;
}

/** The line. */
export function SavingLine({ connection }: { connection: DocumentConnection }) {
  const status = useHonestStatus(connection);
  const state = useMemo(() => savingState(status), [status]);
  const shown = useCalm(state);
  const news = useNews(state);
  return (
    <>
      <p className={styles.line} data-tone={shown.tone} data-saving={shown.kind}>
        <Icon name={shown.icon} />
        <span>{shown.words}</span>
      </p>
      <p role="status" className="visually-hidden">
        {news}
      </p>
    </>
  );
}
