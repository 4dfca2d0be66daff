// What a meeting is called to discharge, and how that stands. On a meeting's page and beside its approved minutes.
import { Link } from '@remix-run/react';
import type { OccurrenceState } from '#domain/vocabulary.ts';
import { formatDate } from '../french-format.ts';
import { OccurrenceBadge } from '../obligations/occurrence-badge.tsx';
import { Section } from '../ui/section.tsx';
import { Table } from '../ui/table.tsx';

interface Aim {
  id: string;
  dueOn: string;
  state: OccurrenceState;
  metLate: boolean;
  obligation: { id: string; title: string; conventionId: string };
}

/** The section; nothing where the meeting aims at nothing. */
export function AimsSection({ title, aims }: { title: string; aims: readonly Aim[] }) {
  if (aims.length === 0) return null;
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
            cell: ({ obligation }) => (
              <Link to={`/conventions/${obligation.conventionId}/suivi/obligations/${obligation.id}`}>
                {obligation.title}
              </Link>
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
