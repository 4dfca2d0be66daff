// What a meeting is called to discharge, and how that stands. On a meeting's page and beside its approved minutes.
import { Link } from '@remix-run/react';
import type { OccurrenceState } from '#domain/vocabulary.ts';
import { formatDate, formatList } from '../french-format.ts';
import { OccurrenceBadge } from '../obligations/occurrence-badge.tsx';
import { Section } from '../ui/section.tsx';
import { Table } from '../ui/table.tsx';
import styles from './aims-section.module.css';

interface Aim {
  id: string;
  dueOn: string;
  state: OccurrenceState;
  metLate: boolean;
  obligation: { id: string; title: string; conventionId: string };
}

interface AimsProps {
  title: string;
  aims: readonly Aim[];
  /** Those for which somebody is missing who must be there. */
  wanting?: readonly { occurrence: { id: string }; missing: readonly { name: string }[] }[];
}

/** The section; nothing where the meeting aims at nothing. */
export function AimsSection({ title, aims, wanting = [] }: AimsProps) {
  if (aims.length === 0) return null;
  const missingOf = (id: string) => wanting.find(({ occurrence }) => occurrence.id === id)?.missing ?? [];
  return (
    <Section title={title}>
      <Table
        caption={title}
        rows={aims}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'title',
            header: 'Obligation',
            isRowHeader: true,
            cell: ({ id, obligation }) => (
              <div className={styles.aim}>
                <Link to={`/conventions/${obligation.conventionId}/suivi/obligations#o-${obligation.id}`}>
                  {obligation.title}
                </Link>
                {missingOf(id).length > 0 && (
                  <span className={styles.missing}>
                    Ne sera pas satisfaite sans : {formatList(missingOf(id).map(({ name }) => name))}.
                  </span>
                )}
              </div>
            ),
          },
          { id: 'due', header: 'Échéance', cell: ({ dueOn }) => formatDate(dueOn) },
          {
            id: 'state',
            header: 'État',
            cell: ({ state, metLate }) => <OccurrenceBadge state={state} metLate={metLate} />,
          },
        ]}
      />
    </Section>
  );
}
