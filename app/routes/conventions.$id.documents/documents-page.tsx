import { Link, Form as RemixForm, useLoaderData } from '@remix-run/react';
import { fileKinds } from '#domain/vocabulary.ts';
import { ConventionFrame } from '../../convention-frame.tsx';
import { fileKindLabels } from '../../french.ts';
import { count, formatBytes, formatDate } from '../../french-format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFreshConvention } from '../../use-fresh-convention.ts';
import styles from './documents-page.module.css';
import type { ListedFile, ListedUse } from './queries.ts';
import type { loader } from './route.tsx';

/** The files of a convention. */
export function DocumentsPage() {
  const { convention, files, chosen, isLaterPage, more } = useLoaderData<typeof loader>();
  const isNarrowed = Boolean(chosen.kind || chosen.words);
  useFreshConvention(convention.id);
  return (
    <ConventionFrame convention={convention} current="documents">
      <Section title="Documents" lead="Tout ce qui a été déposé ou produit, le plus récent d’abord.">
        <Stack gap="l">
          {(files.length > 0 || isNarrowed || isLaterPage) && <Filters key={JSON.stringify(chosen)} />}
          <p role="status" className="visually-hidden">
            {count(files.length, 'document')}
          </p>
          {isLaterPage && (
            <p>
              <Link to="?">Revenir aux plus récents</Link>
            </p>
          )}
          {files.length === 0 ? (
            <Nothing isNarrowed={isNarrowed || isLaterPage} />
          ) : (
            <div className={styles.table}>
              <Table caption="Documents de la convention" columns={columns} rows={files} rowKey={({ id }) => id} />
            </div>
          )}
          {more && <More to={more} shown={files.length} />}
        </Stack>
      </Section>
    </ConventionFrame>
  );
}

function Nothing({ isNarrowed }: { isNarrowed: boolean }) {
  if (isNarrowed)
    return (
      <EmptyState
        icon="search"
        title="Aucun document ne correspond"
        action={<LinkButton to="?">Tout afficher</LinkButton>}
      >
        Cherchez moins de mots, ou un autre type de document.
      </EmptyState>
    );
  return (
    <EmptyState icon="document" title="Aucun document pour l’instant">
      Le texte signé, les comptes rendus approuvés, les livrables et les preuves déposées se retrouvent ici.
    </EmptyState>
  );
}

function Filters() {
  const { chosen } = useLoaderData<typeof loader>();
  return (
    <RemixForm method="get" role="search" aria-label="Documents" className={styles.filters}>
      <TextField
        label="Rechercher dans les noms"
        hideLabel
        name="mots"
        type="search"
        placeholder="Rechercher"
        defaultValue={chosen.words ?? ''}
      />
      <SelectField
        label="Type de document"
        hideLabel
        name="type"
        placeholder="Tous les types"
        defaultValue={chosen.kind ?? ''}
        options={fileKinds.map((value) => ({ value, label: fileKindLabels[value] }))}
      />
      <Button type="submit" icon="filter">
        Filtrer
      </Button>
    </RemixForm>
  );
}

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
