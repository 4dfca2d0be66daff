// The head that the pages of the follow-up share: the convention's own head, then the way between its parts (dashboard,
// obligations, actions, deliverables, money, report).
import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { ConventionFrame, type ConventionFrameProps } from '../conventions/convention-frame.tsx';
import { Stack } from '../ui/section.tsx';
import styles from './follow-up-frame.module.css';

const parts = [
  { path: '', label: 'Tableau de bord' },
  { path: '/obligations', label: 'Obligations' },
  { path: '/actions', label: 'Actions' },
  { path: '/livrables', label: 'Livrables et indicateurs' },
  { path: '/financement', label: 'Financement' },
  { path: '/bilan', label: 'Bilan' },
] as const;

/** A part of the follow-up, as its address names it after `/suivi`. */
export type FollowUpPart = (typeof parts)[number]['path'];

export interface FollowUpFrameProps extends Pick<ConventionFrameProps, 'convention'> {
  current: FollowUpPart;
  /** The page itself, under its head: parts of it start at h2. */
  children?: ReactNode;
}

/** The head and what is under it. */
export function FollowUpFrame({ convention, current, children }: FollowUpFrameProps) {
  const base = `/conventions/${convention.id}/suivi`;
  return (
    <ConventionFrame convention={convention} current="suivi">
      <Stack gap="l">
        <nav aria-label="Pages du suivi" className={styles.parts}>
          <ul className={styles.list}>
            {parts.map(({ path, label }) => (
              <li key={path}>
                <Link
                  to={`${base}${path}`}
                  className={styles.part}
                  aria-current={path === current ? 'page' : undefined}
                  preventScrollReset
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {children}
      </Stack>
    </ConventionFrame>
  );
}
