// The head that the pages of the follow-up share: the convention's own head, then the way between its parts (dashboard,
// obligations, actions, deliverables, money, report).
import { Link } from '@remix-run/react';
import { type ReactNode, useRef } from 'react';
import { ConventionFrame, type ConventionFrameProps } from '../conventions/convention-frame.tsx';
import { classes } from '../ui/classes.ts';
import { Stack } from '../ui/section.tsx';
import { useCurrentInSight } from '../ui/use-current-in-sight.ts';
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
  const list = useRef<HTMLUListElement>(null);
  useCurrentInSight(list, current);
  return (
    <ConventionFrame convention={convention} current="suivi">
      <Stack gap="l">
        <nav aria-label="Pages du suivi" className={styles.parts}>
          <ul ref={list} className={classes(styles.list, 'more-beside')}>
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
