import { Link, useLoaderData } from '@remix-run/react';
import { titleWithYear } from '#domain/convention-title.ts';
import { conventionStates } from '#domain/vocabulary.ts';
import { toldApart } from '../../conventions/told-apart.ts';
import { conventionStateLabels, participantRoleLabels } from '../../conventions/words.ts';
import { count } from '../../french-format.ts';
import { Badge, StateBadge } from '../../ui/badge.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFilters } from '../../ui/list-filters.tsx';
import { More } from '../../ui/more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import styles from './conventions-page.module.css';
import type { loader } from './loader.ts';
import { NewConvention } from './new-convention.tsx';
import type { ListedConvention } from './queries.ts';

/** The conventions one sees, and the two ways to begin one. */
export function ConventionsPage() {
  const { conventions, mayCreate, filter, more } = useLoaderData<typeof loader>();
  const apart = toldApart(conventions);
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
                    rows={conventions
                      .filter((convention) => convention.year === year)
                      .map((convention) => ({ ...convention, made: apart.get(convention.id) }))}
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
    <ListFilters
      label="Conventions"
      words={{ label: 'Rechercher dans les titres', chosen: filter.words }}
      choices={[
        {
          name: 'annee',
          label: 'Année',
          none: 'Toutes les années',
          chosen: filter.year ? String(filter.year) : null,
          options: years.map((year) => ({ value: String(year), label: String(year) })),
        },
        {
          name: 'etat',
          label: 'État',
          none: 'Tous les états',
          chosen: filter.state,
          options: conventionStates.map((state) => ({ value: state, label: conventionStateLabels[state] })),
        },
      ]}
      tick={{ name: 'archivees', label: 'Archivées', isTicked: filter.archived }}
    />
  );
}

const columns: Column<ListedConvention & { made: string | undefined }>[] = [
  {
    id: 'title',
    header: 'Convention',
    isRowHeader: true,
    cell: ({ id, title, year, made, archivedAt, viewerMaySuggest }) => (
      <span className={styles.title}>
        <Link to={viewerMaySuggest ? `/conventions/${id}` : `/conventions/${id}/lecture`}>
          {titleWithYear({ title, year })}
        </Link>
        {made && <small className={styles.made}>{made}</small>}
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
        Reprise : {decided} sur {count(total, 'passage décidé', 'passages décidés')}
      </Link>
    );
  const [next] = continuations;
  if (next) return <Link to={`/conventions/${next.id}`}>Suivie de {next.year}</Link>;
  return viewerMayContinue ? <Link to={`/conventions/${id}/gestion#annee-suivante`}>Préparer {year + 1}</Link> : '—';
}
