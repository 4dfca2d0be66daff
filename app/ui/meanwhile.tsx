// What became of a form's fields while somebody was filling it in: the page was read again (after a CONFLICT, or because it
// follows what others do), and a field does not start any more with what it started with. Used by the *-field.tsx components
// and by Form, which says when it is sent.
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import styles from './meanwhile.module.css';

interface FormReading {
  /** Values that the page's last reading gives the fields, by name, as they are posted. */
  starts: Readonly<Record<string, string>>;
  /** How often the form was sent: what was said of the last reading is known by then. */
  sends: number;
}

/** The form around a field. */
export const FormReadingContext = createContext<FormReading>({ starts: {}, sends: 0 });

/** A value as a form posts it; several of them in one string. */
export const postedAs = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(String).sort().join('\n')
    : value === null || value === undefined
      ? ''
      : String(value);

interface Control {
  name: string | undefined;
  /** What the last reading says, where the form itself does not know. */
  start: string | undefined;
  /** What is in the control now. */
  read: () => string;
  /** Puts a value into it, as if it had started so. */
  put: (value: string) => void;
}

/** `taken`: nobody had touched the field, and it shows what is now. `kept`: what was typed is in it, and `value` is stored. */
export type Meanwhile = { kind: 'taken' | 'kept'; value: string } | null;

/** Watches what a field starts with: takes it over into a field that nobody touched, and says so in any case. */
export function useMeanwhile({ name, start: given, read, put }: Control): Meanwhile {
  const { starts, sends } = useContext(FormReadingContext);
  const start = (name === undefined ? undefined : starts[name]) ?? given ?? '';
  const last = useRef(start);
  const [news, setNews] = useState<Meanwhile>(null);
  useEffect(() => {
    const before = last.current;
    if (before === start) return;
    last.current = start;
    const current = read();
    // What was sent from here was taken: that is no news.
    if (current === start) return setNews(null);
    if (current === before) put(start);
    setNews({ kind: current === before ? 'taken' : 'kept', value: start });
  }, [start, read, put]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each sending ends what was said before
  useEffect(() => setNews(null), [sends]);
  return news;
}

/** Says it under the field; `wordsOf` puts a posted value into words. */
export function MeanwhileWords({ news, wordsOf }: { news: Meanwhile; wordsOf?: (value: string) => string }) {
  if (!news) return null;
  const words = news.value === '' ? '' : (wordsOf ?? String)(news.value);
  return (
    <p className={styles.news} data-meanwhile={news.kind}>
      {news.kind === 'taken' && 'Changé entre-temps : ceci est la valeur actuelle.'}
      {news.kind === 'kept' && words === '' && 'Vidé entre-temps par quelqu’un d’autre ; votre saisie est gardée.'}
      {news.kind === 'kept' && words !== '' && `Changé entre-temps en « ${words} » ; votre saisie est gardée.`}
    </p>
  );
}
