import { Link } from '@remix-run/react';
import { formatDateTime } from '../../french-format.ts';
import { tellNamesakes } from '../../ui/namesakes.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { ListedImport } from './queries.ts';

const columnsOf = (drafts: readonly ListedImport[]): Column<ListedImport>[] => {
  const told = tellNamesakes(
    drafts,
    ({ fileName }) => fileName,
    ({ createdAt }) => formatDateTime(createdAt),
  );
  return [
    {
      id: 'file',
      header: 'Fichier',
      isRowHeader: true,
      cell: ({ id, fileName }) => <Link to={`/conventions/importer/${id}`}>{fileName}</Link>,
    },
    { id: 'sent', header: 'Envoyé', cell: ({ id, createdAt }) => told.get(id) ?? <RelativeTime at={createdAt} /> },
  ];
};

/** Files that were read and are neither confirmed nor thrown away. */
export function PendingImports({ drafts }: { drafts: readonly ListedImport[] }) {
  return (
    <Section title="Imports en attente" lead="Vous seul les voyez. Ils sont effacés après 30 jours.">
      <Table caption="Imports en attente" rows={drafts} rowKey={({ id }) => id} columns={columnsOf(drafts)} />
    </Section>
  );
}
