// What was said of minutes, each with the passage it is about and what became of it.
import type { JSONContent } from '@tiptap/core';
import type { ReactNode } from 'react';
import { formatDateTime } from '../french-format.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { Badge } from '../ui/badge.tsx';
import styles from './observation-list.module.css';
import { passageAnchor, passagesOf } from './passages.ts';

export const ListedObservation = graphql(`
  fragment ListedObservation on Observation @_unmask {
    id
    author
    blockId
    body
    createdAt
    reply
    settledAt
  }
`);
export type ListedObservation = ResultOf<typeof ListedObservation>;

export interface ObservationListProps {
  observations: readonly ListedObservation[];
  /** The text they are about, to name their passages. */
  text: JSONContent | null;
  /** What stands below one that waits for an answer. */
  answerTo?: ((observation: ListedObservation) => ReactNode) | undefined;
}

/** The oldest first. */
export function ObservationList({ observations, text, answerTo }: ObservationListProps) {
  if (observations.length === 0) return <p className={styles.none}>Aucune observation pour l’instant.</p>;
  const passages = new Map(text ? passagesOf(text).map(({ id, words }) => [id, words]) : []);
  return (
    <ul className={styles.list}>
      {observations.map((observation) => {
        const { id, author, blockId, body, createdAt, reply, settledAt } = observation;
        return (
          <li key={id} className={styles.observation}>
            <p className={styles.head}>
              <strong>{author}</strong> <span className={styles.when}>{formatDateTime(createdAt)}</span>
            </p>
            {blockId && <Passage blockId={blockId} words={passages.get(blockId)} />}
            <p className={styles.body}>{body}</p>
            {settledAt ? (
              <div className={styles.reply}>
                <Badge tone="success" icon="check">
                  Réponse des organisateurs
                </Badge>
                <p className={styles.body}>{reply}</p>
              </div>
            ) : (
              (answerTo?.(observation) ?? (
                <Badge tone="ochre" icon="clock">
                  En attente d’une réponse
                </Badge>
              ))
            )}
          </li>
        );
      })}
    </ul>
  );
}

const Passage = ({ blockId, words }: { blockId: string; words: string | undefined }) => (
  <p className={styles.passage}>
    {words === undefined ? 'Le passage a quitté le texte.' : <a href={passageAnchor(blockId)}>« {words} »</a>}
  </p>
);
