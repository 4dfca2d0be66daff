// The text of minutes as it is read, with what is said of it beside: below on a narrow page.
import type { JSONContent } from '@tiptap/core';
import type { ReactNode } from 'react';
import { PrintedText } from '../texts/printed-text.tsx';
import { classes } from '../ui/classes.ts';
import styles from './minutes-sheet.module.css';

/** A sheet, and what stands beside it. */
export function MinutesSheet({ text, aside }: { text: JSONContent; aside?: ReactNode }) {
  return (
    <div className={classes(styles.page, Boolean(aside) && styles.isBeside)}>
      <article className={styles.sheet} aria-label="Texte du compte rendu">
        <PrintedText text={text} />
      </article>
      {aside && <div>{aside}</div>}
    </div>
  );
}
