// « Rechercher dans le texte »: the words, how many places hold them, from one to the next, and, where one may write, others in
// their place. The text itself is its caller's: an editor (app/editor/use-finding.ts) or a page to read (use-find-in-page.ts).
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { formatNumber } from '../french-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import control from '../ui/control.module.css';
import styles from './find-bar.module.css';

/** What a text answers to the bar. */
export interface Finder {
  /** How many places, and which of them is shown, from 0; -1 for none. */
  count: number;
  current: number;
  find(words: string): void;
  move(step: 1 | -1): void;
  /** Puts words in the place that is shown, or in every one; null where one may not write. */
  replace: ((instead: string, every: boolean) => void) | null;
  close(): void;
}

/** « 3 sur 12 », « Aucun passage ». */
export const placeOf = ({ count, current }: Pick<Finder, 'count' | 'current'>): string =>
  count === 0 ? 'Aucun passage' : `${formatNumber(current + 1)} sur ${formatNumber(count)}`;

/** The bar; focus is in its field when it opens. Escape closes it, Enter goes to the next place, Shift + Enter back. */
export function FindBar({ finder }: { finder: Finder }) {
  const [words, setWords] = useState('');
  const [instead, setInstead] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const { count, replace } = finder;
  useEffect(() => field.current?.focus(), []);
  const replaceIn = (every: boolean) => {
    replace?.(instead, every);
    // The button that is pressed goes with the last place: focus must not go with it.
    if (every || count === 1) field.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') finder.close();
    else if (event.key === 'Enter' && event.target === field.current) finder.move(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section className={styles.bar} aria-label="Rechercher dans le texte" onKeyDown={press}>
      <div className={styles.line}>
        <label htmlFor={`${id}-words`} className="visually-hidden">
          Mots à rechercher dans le texte
        </label>
        <input
          ref={field}
          id={`${id}-words`}
          type="text"
          value={words}
          placeholder="Rechercher dans le texte"
          autoComplete="off"
          maxLength={200}
          className={classes(control.control, styles.field)}
          onChange={(event) => {
            setWords(event.target.value);
            finder.find(event.target.value);
          }}
        />
        <p role="status" className={styles.count}>
          {words.trim() !== '' && placeOf(finder)}
        </p>
        <IconButton
          size="s"
          icon="chevron-up"
          label="Passage précédent"
          isDisabled={count === 0}
          onPress={() => finder.move(-1)}
        />
        <IconButton
          size="s"
          icon="chevron-down"
          label="Passage suivant"
          isDisabled={count === 0}
          onPress={() => finder.move(1)}
        />
        <IconButton size="s" icon="close" label="Fermer la recherche dans le texte" onPress={finder.close} />
      </div>
      {replace && (
        <div className={styles.line}>
          <label htmlFor={`${id}-instead`} className="visually-hidden">
            Remplacer par
          </label>
          <input
            id={`${id}-instead`}
            type="text"
            value={instead}
            placeholder="Remplacer par"
            autoComplete="off"
            maxLength={1_000}
            className={classes(control.control, styles.field)}
            onChange={(event) => setInstead(event.target.value)}
          />
          <Button size="s" isDisabled={count === 0} onPress={() => replaceIn(false)}>
            Remplacer
          </Button>
          <Button size="s" isDisabled={count === 0} onPress={() => replaceIn(true)}>
            Tout remplacer
          </Button>
        </div>
      )}
    </section>
  );
}
