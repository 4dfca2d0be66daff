// Something that most readers need not see, one press away. A native <details>: opens without JavaScript, and the
// browser's own search finds what is inside.
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './disclosure.module.css';
import { Icon } from './icon.tsx';

export interface DisclosureProps {
  title: ReactNode;
  isOpenAtFirst?: boolean;
  /** Among what is read, and not a part of the page: small, without lines. */
  isQuiet?: boolean;
  children: ReactNode;
}

/** A heading that unfolds. */
export function Disclosure({ title, isOpenAtFirst, isQuiet, children }: DisclosureProps) {
  return (
    <details className={classes(styles.details, isQuiet && styles.quiet)} open={isOpenAtFirst}>
      <summary className={styles.summary}>
        <Icon name="chevron-right" className={styles.chevron} />
        {title}
      </summary>
      <div className={styles.content}>{children}</div>
    </details>
  );
}
