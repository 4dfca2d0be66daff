// What a list shows when it is empty: why, and what to do about it.
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';

export interface EmptyStateProps {
  icon: IconName;
  title: string;
  children?: ReactNode;
  /** The button or link that fills it. */
  action?: ReactNode;
}

/** An empty list, said kindly. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <Icon name={icon} size="l" className={styles.icon} />
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  );
}
