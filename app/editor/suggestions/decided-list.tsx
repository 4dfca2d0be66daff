// What was decided of suggestions, the last first, and taking a decision back.
import { useRef } from 'react';
import { formatDateTime } from '../../french-format.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import styles from './suggestions.module.css';
import type { Suggestions } from './use-suggestions.ts';

const decisionWords = { ACCEPTED: 'Acceptée', REFUSED: 'Refusée' } as const;

/** The list; nothing where nothing was decided. */
export function DecidedList({ decided, reopen }: Pick<Suggestions, 'decided' | 'reopen'>) {
  const heading = useRef<HTMLHeadingElement>(null);
  if (decided.length === 0) return null;
  const takeBack = async (id: string) => {
    // The button goes with its line, and the heading with the last one.
    const list = heading.current?.closest('section')?.parentElement?.querySelector<HTMLElement>('h3');
    if (await reopen(id)) (decided.length > 1 ? heading.current : list)?.focus();
  };
  return (
    <section>
      <h3 ref={heading} tabIndex={-1} className={styles.heading}>
        Décidées
      </h3>
      <ul className={styles.list} aria-label="Propositions décidées">
        {decided.map(({ id, summary, decision, reason, decidedAt, author, decidedBy, viewerMayReopen }) => (
          <li key={id}>
            <p className={styles.words}>{summary}</p>
            <p className={styles.who}>
              Proposée par {author?.name ?? 'un compte supprimé'}. {decisionWords[decision]} le{' '}
              {formatDateTime(decidedAt)}
              {decidedBy && ` par ${decidedBy.name}`}.{reason !== '' && ` Motif\u00a0: ${reason}`}
            </p>
            {viewerMayReopen && (
              <ButtonRow>
                <Button
                  size="s"
                  variant="secondary"
                  aria-label={`Annuler la décision\u00a0: ${summary}`}
                  onPress={() => takeBack(id)}
                >
                  Annuler la décision
                </Button>
              </ButtonRow>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
