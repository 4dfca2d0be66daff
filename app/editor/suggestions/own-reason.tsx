// Why something is suggested, in its author's words: read by all, typed by its author.
import { useEffect, useRef, useState } from 'react';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './suggestions.module.css';
import type { ListedSuggestion, Suggestions } from './use-suggestions.ts';

interface OwnReasonProps extends Pick<Suggestions, 'explain'> {
  suggestion: ListedSuggestion;
  isOwn: boolean;
}

/** The reason, and for its author the way to say it. */
export function OwnReason({ suggestion: { id, summary, reason }, isOwn, explain }: OwnReasonProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const isOpen = typed !== null;
  const wasOpen = useRef(false);
  // To the field that opens, and back to the button that opened it.
  useEffect(() => {
    if (isOpen !== wasOpen.current) box.current?.querySelector<HTMLElement>(isOpen ? 'input' : 'button')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (!isOwn)
    return reason === '' ? null : (
      <p className={styles.who}>
        Motif{'\u00a0'}: {reason}
      </p>
    );
  const word = reason === '' ? 'Dire pourquoi' : 'Changer le motif';
  return (
    <div ref={box} className={styles.reason}>
      {!isOpen && reason !== '' && (
        <p className={styles.who}>
          Motif{'\u00a0'}: {reason}
        </p>
      )}
      {isOpen ? (
        <form
          onSubmit={async (event) => {
            event.preventDefault();
            // What has not arrived is not typed twice.
            if (await explain(id, typed)) setTyped(null);
          }}
        >
          <TextField
            label="Motif de ma proposition"
            description="Facultatif. Chacun le lit, 500 caractères au plus."
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <ButtonRow>
            <Button size="s" type="submit">
              Enregistrer le motif
            </Button>
            <Button size="s" variant="quiet" onPress={() => setTyped(null)}>
              Ne rien changer
            </Button>
          </ButtonRow>
        </form>
      ) : (
        <Button size="s" variant="quiet" aria-label={`${word}\u00a0: ${summary}`} onPress={() => setTyped(reason)}>
          {word}
        </Button>
      )}
    </div>
  );
}
