// Says the state of saving, and tells screen readers when it is news.
import { useEffect, useRef, useState } from 'react';
import type { DocumentConnection } from '#realtime/client/document-connection.ts';
import { Icon } from '../ui/icon.tsx';
import { announcement, type SavingState, savingState } from './saving.ts';
import styles from './saving-line.module.css';
import { watchSaving } from './saving-watch.ts';

/** A state that passes sooner is not news, ms. */
const NEWS_MS = 1200;

function useSavingState(connection: DocumentConnection): SavingState {
  const [state, setState] = useState(() => savingState(connection.status));
  useEffect(() => watchSaving(connection, setState), [connection]);
  return state;
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
  const state = useSavingState(connection);
  const news = useNews(state);
  return (
    <>
      <p className={styles.line} data-tone={state.tone} data-saving={state.kind}>
        <Icon name={state.icon} />
        <span>{state.words}</span>
      </p>
      <p role="status" className="visually-hidden">
        {news}
      </p>
    </>
  );
}
