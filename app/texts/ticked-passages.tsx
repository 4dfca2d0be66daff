// Passages with what would become of words in them, each ticked or not: years of a renewed text, fields of a template.
import type { InputHTMLAttributes, ReactNode } from 'react';
import styles from './ticked-passages.module.css';

/** The list; its entries are `TickedPassage`. */
export const TickedPassages = ({ children }: { children: ReactNode }) => <ul className={styles.list}>{children}</ul>;

/** One passage: its words, with `<del>` and `<ins>` where they change. The rest goes to the checkbox. */
export const TickedPassage = ({ children, ...box }: InputHTMLAttributes<HTMLInputElement>) => (
  <li>
    <label className={styles.passage}>
      <input type="checkbox" {...box} />
      <span className={styles.words}>{children}</span>
    </label>
  </li>
);
