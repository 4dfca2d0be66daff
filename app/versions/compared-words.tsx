// Words with what was dropped and added, for eyes and for ears: struck out and underlined, and said before and after.
import type { ReactNode } from 'react';
import styles from './compared-text.module.css';
import type { Difference } from './queries.ts';

type Words = Difference['words'];

/** A line break of the text is one on the page. */
const lines = (text: string): ReactNode => <span className={styles.lines}>{text}</span>;

const Hidden = ({ children }: { children: string }) => <span className="visually-hidden">{children}</span>;

/** The words of a passage; `side`: of the former or the later text alone, with what the other lacks. */
export function ComparedWords({ words, side }: { words: Words; side?: 'before' | 'after' }) {
  return words.map(({ change, text }, index) => {
    const key = `${index} ${change}`;
    if (change === 'KEPT') return <span key={key}>{lines(text)}</span>;
    if (change === 'DROPPED')
      return side === 'after' ? null : (
        <del key={key} className={styles.dropped}>
          <Hidden> [supprimé : </Hidden>
          {lines(text)}
          <Hidden> fin de la suppression] </Hidden>
        </del>
      );
    return side === 'before' ? null : (
      <ins key={key} className={styles.added}>
        <Hidden> [ajouté : </Hidden>
        {lines(text)}
        <Hidden> fin de l’ajout] </Hidden>
      </ins>
    );
  });
}
