// Links that look like tabs, for views that are pages. What changes without leaving the page is tabs.tsx.
import { Link } from '@remix-run/react';
import { Count } from './badge.tsx';
import styles from './tabs.module.css';

export interface TabLink {
  to: string;
  label: string;
  count?: number;
}

/** Links that look like tabs: each view is a page with its address. */
export function TabLinks({ label, links, current }: { label: string; links: readonly TabLink[]; current: string }) {
  return (
    <nav aria-label={label}>
      <ul className={styles.list}>
        {links.map((link) => (
          <li key={link.to}>
            <Link
              to={link.to}
              className={styles.tab}
              aria-current={link.to === current ? 'page' : undefined}
              preventScrollReset
            >
              {link.label}
              {link.count !== undefined && <Count>{link.count}</Count>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
