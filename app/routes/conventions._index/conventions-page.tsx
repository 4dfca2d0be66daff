import { Link, Form as RemixForm, useLoaderData } from '@remix-run/react';
import { titleWithYear } from '#domain/conventions/inputs.ts';
import { conventionStates } from '#domain/vocabulary.ts';
import { conventionStateLabels, participantRoleLabels } from '../../conventions/words.ts';
import { count } from '../../french-format.ts';
import { Badge, StateBadge } from '../../ui/badge.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './conventions-page.module.css';
import type { loader } from './loader.ts';
import { NewConvention } from './new-convention.tsx';
import type { ListedConvention } from './queries.ts';

/** The conventions one sees, and the two ways to begin one. */
export function ConventionsPage() {
  const { conventions, mayCreate, filter, more } = useLoaderData<typeof loader>();
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <>
      <PageTitle
        actions={
          mayCreate && (
            <LinkButton to="/conventions/importer" icon="upload">
              Importer un document
            </LinkButton>
          )
        }
      >
        Conventions
      </PageTitle>
      <Stack gap="l">
        {mayCreate && <NewConvention />}
        <Filters />
        {conventions.length === 0 ? (
          <Nothing isFiltered={isFiltered} mayCreate={mayCreate} />
        ) : (
          <>
            <p role="status" className="visually-hidden">
              {count(conventions.length, 'convention')}
            </p>
            {yearsOf(conventions).map((year) => (
              <div key={year} className={styles.year}>
                <Section title={String(year)}>
                  <Table
                    caption={`Conventions ${year}`}
                    columns={columns}
                    rows={conventions.filter((convention) => convention.year === year)}
                    rowKey={({ id }) => id}
                  />
                </Section>
              </div>
            ))}
          </>
        )}
        {more && <More to={more} shown={conventions.length} />}
      </Stack>
    </>
  );
}

/** The years shown, as the list has them: latest first. */
const yearsOf = (conventions: readonly ListedConvention[]) => [...new Set(conventions.map(({ year }) => year))];

function Nothing({ isFiltered, mayCreate }: { isFiltered: boolean; mayCreate: boolean }) {
  if (isFiltered)
    return (
      <EmptyState
        icon="search"
        title="Aucune convention ne correspond"
        action={<LinkButton to="?">Tout afficher</LinkButton>}
      >
        Élargissez l’année, l’état ou les mots recherchés.
      </EmptyState>
    );
  return (
    <EmptyState icon="document" title="Aucune convention pour l’instant">
      {mayCreate
        ? 'Importez la dernière convention signée, ou commencez-en une nouvelle.'
        : 'Vous verrez ici les conventions auxquelles un responsable vous fait participer.'}
    </EmptyState>
  );
}

function Filters() {
  const { filter, years } = useLoaderData<typeof loader>();
  return (
    <RemixForm method="get" role="search" aria-label="Conventions" className={styles.filters}>
      <TextField
        label="Rechercher dans les titres"
        hideLabel
        name="mots"
        type="search"
        placeholder="Rechercher"
        defaultValue={filter.words ?? ''}
      />
      <SelectField
        label="Année"
        hideLabel
        name="annee"
        placeholder="Toutes les années"
        defaultValue={filter.year ? String(filter.year) : ''}
        options={years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <SelectField
        label="État"
        hideLabel
        name="etat"
        placeholder="Tous les états"
        defaultValue={filter.state ?? ''}
        options={conventionStates.map((state) => ({ value: state, label: conventionStateLabels[state] }))}
      />
      <Checkbox label="Archivées" name="archivees" isRequired defaultChecked={filter.archived} />
      <Button type="submit" icon="filter">
        Filtrer
      </Button>
    </RemixForm>
  );
}

const columns: Column<ListedConvention>[] = [
  {
    id: 'title',
    header: 'Convention',
    isRowHeader: true,
    cell: ({ id, title, year, archivedAt, viewerMayWrite }) => (
      <span className={styles.title}>
        <Link to={viewerMayWrite ? `/conventions/${id}` : `/conventions/${id}/lecture`}>
          {titleWithYear({ title, year })}
        </Link>
        {archivedAt && <Badge icon="archive">Archivée</Badge>}
      </span>
    ),
  },
  { id: 'state', header: 'État', cell: ({ state }) => <StateBadge state={state} /> },
  {
    id: 'role',
    header: 'Mon rôle',
    cell: ({ viewerRole }) => (viewerRole ? participantRoleLabels[viewerRole] : 'Administration'),
  },
  { id: 'activity', header: 'Dernière activité', cell: ({ lastActivityAt }) => <RelativeTime at={lastActivityAt} /> },
  { id: 'next', header: 'À faire', cell: (convention) => <NextStep convention={convention} /> },
];

/** What a convention waits for: decisions of its roll-over, or the one of next year. */
function NextStep({ convention }: { convention: ListedConvention }) {
  const { id, year, viewerMayContinue, continuations, carryOverProgress, previousId } = convention;
  const { total, decided } = carryOverProgress;
  if (previousId && decided < total)
    return (
      <Link to={`/conventions/${id}/reprise`}>
        Reprise : {decided} sur {count(total, 'bloc décidé', 'blocs décidés')}
      </Link>
    );
  const [next] = continuations;
  if (next) return <Link to={`/conventions/${next.id}`}>Suivie de {next.year}</Link>;
  return viewerMayContinue ? <Link to={`/conventions/${id}/gestion#annee-suivante`}>Préparer {year + 1}</Link> : '—';
}
