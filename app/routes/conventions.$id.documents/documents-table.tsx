// The files as rows: each with its bytes, and with the way to what it serves as.
import { Link } from '@remix-run/react';
import { fileKindLabels } from '../../files/words.ts';
import { formatBytes, formatDate } from '../../french-format.ts';
import { type Column, Table } from '../../ui/table.tsx';
import styles from './documents-page.module.css';
import type { ListedFile, ListedUse } from './queries.ts';

/** The page that shows the thing. */
function placeOf({ kind, conventionId, subjectId }: ListedUse): string {
  const base = `/conventions/${conventionId}`;
  if (kind === 'MINUTES') return `/reunions/${subjectId}/compte-rendu`;
  if (kind === 'DELIVERABLE') return `${base}/suivi/livrables`;
  if (kind === 'EVIDENCE') return `${base}/suivi/obligations#o-${subjectId}`;
  if (kind === 'PAYMENT_PROOF') return `${base}/suivi/financement`;
  return `${base}/parcours`;
}

/** What a file serves as, and the way to it. */
function Use({ use }: { use: ListedUse }) {
  const label = fileKindLabels[use.kind];
  // Its title is the convention's, which the page says already.
  if (use.kind === 'SIGNED_TEXT') return <Link to={placeOf(use)}>{label}</Link>;
  return (
    <>
      <span className={styles.note}>{label}</span> <Link to={placeOf(use)}>{use.title}</Link>
    </>
  );
}

const columns: Column<ListedFile>[] = [
  {
    id: 'name',
    header: 'Document',
    isRowHeader: true,
    cell: ({ id, name }) => (
      <Link to={`/fichiers/${id}`} reloadDocument>
        <span className="visually-hidden">Télécharger </span>
        {name}
      </Link>
    ),
  },
  {
    id: 'uses',
    header: 'Nature',
    cell: ({ uses }) =>
      uses.length === 0 ? (
        fileKindLabels.OTHER
      ) : (
        <ul className={styles.uses}>
          {uses.map((use) => (
            <li key={`${use.kind} ${use.subjectId} ${use.title}`}>
              <Use use={use} />
            </li>
          ))}
        </ul>
      ),
  },
  {
    id: 'kept',
    header: 'Déposé',
    cell: ({ createdAt, createdBy }) => (
      <span className={styles.kept}>
        <time dateTime={createdAt}>{formatDate(createdAt)}</time>
        {createdBy && (
          <span className={styles.note}>
            par {createdBy.name}, {createdBy.organisation.shortName}
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'size',
    header: 'Taille',
    align: 'end',
    cell: ({ size }) => <span className={styles.size}>{formatBytes(size)}</span>,
  },
];

/** The table. */
export function DocumentsTable({ files }: { files: readonly ListedFile[] }) {
  return (
    <div className={styles.table}>
      <Table caption="Documents de la convention" columns={columns} rows={files} rowKey={({ id }) => id} />
    </div>
  );
}
