// A word that qualifies a thing: a convention's state, a role, a mark, a degree. Said in words, never by colour alone.
import type { ReactNode } from 'react';
import type { ConventionState, Degree, ItemMark } from '#domain/vocabulary.ts';
import { conventionStateLabels } from '../conventions/words.ts';
import { degreeLabels, itemMarkLabels } from '../texts/words.ts';
import styles from './badge.module.css';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';

export type BadgeTone = 'neutral' | 'accent' | 'ochre' | 'danger' | 'success' | 'info';

export interface BadgeProps {
  tone?: BadgeTone;
  icon?: IconName;
  children: ReactNode;
}

/** A badge. */
export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {icon && <Icon name={icon} size="s" />}
      {children}
    </span>
  );
}

/** A number beside a word: « Commentaires 12 ». */
export function Count({ children }: { children: number }) {
  return <span className={styles.count}>{children}</span>;
}

const states: Record<ConventionState, { tone: BadgeTone; icon: IconName }> = {
  DRAFT: { tone: 'ochre', icon: 'edit' },
  IN_REVIEW: { tone: 'info', icon: 'comment' },
  OPINION_GIVEN: { tone: 'info', icon: 'check' },
  ADOPTED: { tone: 'accent', icon: 'check' },
  SIGNED: { tone: 'success', icon: 'lock' },
  RUNNING: { tone: 'success', icon: 'action' },
  REPORTED: { tone: 'accent', icon: 'deliverable' },
  CLOSED: { tone: 'neutral', icon: 'archive' },
  REJECTED: { tone: 'danger', icon: 'close' },
  AMENDED: { tone: 'neutral', icon: 'edit' },
  TERMINATED: { tone: 'danger', icon: 'archive' },
};

/** Where a convention stands. */
export function StateBadge({ state }: { state: ConventionState }) {
  return <Badge {...states[state]}>{conventionStateLabels[state]}</Badge>;
}

const marks: Record<ItemMark, { tone: BadgeTone; icon: IconName }> = {
  ACTION: { tone: 'accent', icon: 'action' },
  COMMITMENT: { tone: 'info', icon: 'commitment' },
  DELIVERABLE: { tone: 'success', icon: 'deliverable' },
  OBLIGATION: { tone: 'ochre', icon: 'obligation' },
};

/** What a passage promises, with its degree when it has one: « Obligation · Doit ». */
export function MarkBadge({ mark, degree }: { mark: ItemMark; degree?: Degree | null }) {
  return (
    <Badge {...marks[mark]}>
      {itemMarkLabels[mark]}
      {degree && ` · ${degreeLabels[degree]}`}
    </Badge>
  );
}
