// The head of a page: where one is, its name, what it is in a line, and what may be done.
import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { holdDashes } from '#domain/french.ts';
import { Icon } from './icon.tsx';
import styles from './page-title.module.css';

/** A step of the way here. */
export interface Crumb {
  to: string;
  label: string;
}

/** The way from the home page to this one, which is not in it. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Fil d’Ariane" className={styles.breadcrumbs}>
      <ol className={styles.crumbs}>
        {crumbs.map(({ to, label }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
            <Icon name="chevron-right" size="s" className={styles.chevron} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface PageTitleProps {
  children: ReactNode;
  crumbs?: readonly Crumb[];
  /** Badges beside the name. */
  badges?: ReactNode;
  /** A line under the name. */
  lead?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
}

/** The page's only `<h1>`, with all that goes with it. */
export function PageTitle({ children, crumbs, badges, lead, actions }: PageTitleProps) {
  return (
    <header className={styles.head}>
      {crumbs && crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} />}
      <div className={styles.line}>
        <div className={styles.words}>
          <h1>
            {typeof children === 'string' ? holdDashes(children) : children}
            {badges && <span className={styles.badges}>{badges}</span>}
          </h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
  );
}
