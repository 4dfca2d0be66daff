// Links that look like tabs, for views that are pages. What changes without leaving the page is tabs.tsx.
import { Link } from '@remix-run/react';
import { useRef } from 'react';
import { Count } from './badge.tsx';
import { classes } from './classes.ts';
import styles from './tabs.module.css';
import { useCurrentInSight } from './use-current-in-sight.ts';

export interface TabLink {
  to: string;
  label: string;
  count?: number;
}

/** Links that look like tabs: each view is a page with its address. Where they do not all fit, the current one is in sight. */
export function TabLinks({ label, links, current }: { label: string; links: readonly TabLink[]; current: string }) {
  const list = useRef<HTMLUListElement>(null);
  useCurrentInSight(list, current);
  return (
    <nav aria-label={label}>
      <ul ref={list} className={classes(styles.list, 'more-beside')}>
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
