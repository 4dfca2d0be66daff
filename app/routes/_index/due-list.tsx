import { Link } from '@remix-run/react';
import { placePath } from '#domain/notifications/places.ts';
import { formatDate } from '../../french-format.ts';
import { OccurrenceBadge } from '../../obligations/occurrence-badge.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './home-page.module.css';
import type { DueLine } from './queries.ts';

export interface DueListProps {
  title: string;
  lead: string;
  lines: readonly DueLine[];
  /** Whether who owes it is worth saying: not where it is one's own organisation. */
  showsDebtors?: boolean;
}

/** What is due, the first due first, each with the way to its place; nothing where nothing is. */
export function DueList({ title, lead, lines, showsDebtors }: DueListProps) {
  if (lines.length === 0) return null;
  return (
    <Section title={title} lead={lead}>
      <ul className={styles.due}>
        {lines.map(({ id, state, dueOn, piece, obligation: { title: words, conventionId, convention, debtors } }) => (
          <li key={id}>
            <p className={styles.dueWords}>
              <Link to={placePath({ conventionId, occurrenceId: id })}>
                {piece ? `${words}\u00a0: ${piece}` : words}
              </Link>
              <span className={styles.where}>
                {[
                  ...(showsDebtors ? debtors : []).map(({ shortName }) => shortName),
                  `Convention ${convention.year}`,
                ].join(' · ')}
              </span>
            </p>
            <p className={styles.dueState}>
              <OccurrenceBadge state={state} />
              <span className={styles.when}>échéance {formatDate(dueOn)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
