// Something that most readers need not see, one press away. A native <details>: opens without JavaScript, and the
// browser's own search finds what is inside.
import type { ReactNode } from 'react';
import styles from './disclosure.module.css';
import { Icon } from './icon.tsx';

export interface DisclosureProps {
  title: ReactNode;
  isOpenAtFirst?: boolean;
  children: ReactNode;
}

/** A heading that unfolds. */
export function Disclosure({ title, isOpenAtFirst, children }: DisclosureProps) {
  return (
    <details className={styles.details} open={isOpenAtFirst}>
      <summary className={styles.summary}>
        <Icon name="chevron-right" className={styles.chevron} />
        {title}
      </summary>
      <div className={styles.content}>{children}</div>
    </details>
  );
}
