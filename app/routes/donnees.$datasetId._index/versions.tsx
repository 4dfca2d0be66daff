// Every version of a dataset, latest first: who deposited it, what changed since the one before, and its own address.
import { Link } from '@remix-run/react';
import { count, formatBytes, formatDate, formatList } from '../../french-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Section } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { ShownDataset, ShownVersion } from './queries.ts';

interface Comparison {
  since: number;
  added: number;
  removed: number;
  changed: number;
  columnsAdded: string[];
  columnsRemoved: string[];
}

/** What changed since the version before, in a sentence; null where the two cannot be compared. */
export function comparisonWords(comparison: unknown): string | null {
  if (typeof comparison !== 'object' || comparison === null) return null;
  const { since, added, removed, changed, columnsAdded, columnsRemoved } = comparison as Comparison;
  const parts = [
    added > 0 && count(added, 'ligne ajoutée', 'lignes ajoutées'),
    removed > 0 && count(removed, 'ligne retirée', 'lignes retirées'),
    changed > 0 && count(changed, 'ligne modifiée', 'lignes modifiées'),
    columnsAdded.length > 0 && `colonnes ajoutées\u00a0: ${formatList(columnsAdded)}`,
    columnsRemoved.length > 0 && `colonnes retirées\u00a0: ${formatList(columnsRemoved)}`,
  ].filter((part) => part !== false);
  return parts.length === 0
    ? `Identique à la version ${since}.`
    : `Depuis la version ${since}\u00a0: ${parts.join(', ')}.`;
}

const columnsOf = (dataset: ShownDataset): Column<ShownVersion>[] => [
  {
    id: 'number',
    header: 'Version',
    isRowHeader: true,
    cell: ({ number, state }) =>
      state === 'READY' ? (
        <Link to={number === dataset.latest?.number ? '?' : `?version=${number}`}>Version {number}</Link>
      ) : (
        <>
          Version {number}{' '}
          <Badge tone={state === 'REFUSED' ? 'danger' : 'info'}>
            {state === 'REFUSED' ? 'Refusée' : 'En vérification'}
          </Badge>
        </>
      ),
  },
  {
    id: 'when',
    header: 'Déposée',
    cell: ({ createdAt, createdBy }) => (
      <>
        <time dateTime={createdAt}>{formatDate(createdAt)}</time>
        {createdBy && ` par ${createdBy.name}, ${createdBy.organisation.shortName}`}
      </>
    ),
  },
  {
    id: 'what',
    header: 'Ce qui change',
    cell: ({ note, comparison }) => [note, comparisonWords(comparison)].filter(Boolean).join(' ') || '—',
  },
  {
    id: 'file',
    header: 'Fichier',
    align: 'end',
    cell: ({ number, fileName, size, state }) =>
      state === 'READY' ? (
        <Link to={`/donnees/${dataset.id}/versions/${number}/fichier`} reloadDocument>
          {fileName} <span>({formatBytes(size)})</span>
        </Link>
      ) : (
        fileName
      ),
  },
];

/** The table. */
export function Versions({ dataset }: { dataset: ShownDataset }) {
  return (
    <Section title="Versions" lead="Une version déposée ne change plus ; chacune garde son adresse.">
      <Table caption="Versions" columns={columnsOf(dataset)} rows={dataset.versions} rowKey={({ id }) => id} />
    </Section>
  );
}
