// The way past what comes before the thing itself, for who goes by keyboard. Seen only while it has the focus.
import type { ReactNode } from 'react';
import styles from './skip-link.module.css';

export interface SkipLinkProps {
  /** The id of where it leads. */
  to: string;
  /** What takes the focus there, as a CSS selector; the place itself unless said. */
  focusOn?: string;
  children: ReactNode;
}

/** A link into the page. */
export function SkipLink({ to, focusOn, children }: SkipLinkProps) {
  return (
    <a
      href={`#${to}`}
      className={styles.skip}
      onClick={(event) => {
        const inside = focusOn && document.getElementById(to)?.querySelector<HTMLElement>(focusOn);
        if (!inside) return;
        // The address stays: its fragment names a block of the text.
        event.preventDefault();
        inside.focus();
      }}
    >
      {children}
    </a>
  );
}
