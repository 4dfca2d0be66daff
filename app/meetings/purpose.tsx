// What a meeting is about, as it was typed: its line breaks stay.
import styles from './purpose.module.css';

/** A paragraph with its lines. */
export function Purpose({ children }: { children: string }) {
  return <p className={styles.purpose}>{children}</p>;
}
