// Shows a keyboard shortcut: « Ctrl K ». Used by tooltips, menus and the help of a page.
import { classes } from './classes.ts';
import styles from './keys.module.css';

export interface KeysProps {
  /** Keys parted by spaces, as printed on a French keyboard: « Ctrl Maj M ». */
  keys: string;
  /** Stands on the dark ground of a tooltip. */
  onDark?: boolean;
}

/** A shortcut, one cap a key. */
export function Keys({ keys, onDark }: KeysProps) {
  return (
    <kbd className={classes(styles.keys, onDark && styles.onDark)}>
      {keys.split(' ').map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </kbd>
  );
}
