// A sentence that matters, in the flow of the page: information, success, warning, error.
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './notice.module.css';

const icons = { info: 'info', success: 'success', warning: 'warning', error: 'error' } as const;

const spoken = { info: 'Information', success: 'Succès', warning: 'Attention', error: 'Erreur' } as const;

/** Where a refusal is said: form-focus.tsx moves there. */
export const REFUSAL = '[data-refusal]';

export type NoticeTone = keyof typeof icons;

export interface NoticeProps {
  tone?: NoticeTone;
  title?: string;
  children?: ReactNode;
  /** What one can do about it: buttons or links. */
  actions?: ReactNode;
  /** It came after the page did, as the answer to something: screen readers say it at once. */
  isLive?: boolean;
}

/** A notice. The tone is said in words too, not by colour alone. */
export function Notice({ tone = 'info', title, children, actions, isLive }: NoticeProps) {
  const refusal = { role: 'alert', tabIndex: -1, 'data-refusal': true };
  const live = isLive ? (tone === 'error' ? refusal : { role: 'status' }) : {};
  return (
    <div className={styles.notice} data-tone={tone} {...live}>
      <Icon name={icons[tone]} className={styles.icon} />
      <div className={styles.body}>
        <span className="visually-hidden">{spoken[tone]} : </span>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
