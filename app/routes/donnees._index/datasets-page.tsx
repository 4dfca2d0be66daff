import { Link, useLoaderData } from '@remix-run/react';
import { datasetKinds, datasetThemes, territories } from '#domain/vocabulary.ts';
import { DatasetList } from '../../datasets/dataset-list.tsx';
import { datasetKindLabels, datasetThemeLabels } from '../../datasets/words.ts';
import { SheetLinks } from '../../exports/sheet-links.tsx';
import { count } from '../../french-format.ts';
import { territoryLabels } from '../../organisations/words.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFilters } from '../../ui/list-filters.tsx';
import { More } from '../../ui/more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Stack } from '../../ui/section.tsx';
import type { loader } from './loader.ts';

/** What partners share. */
export function DatasetsPage() {
  const { datasets, chosen, isLaterPage, more } = useLoaderData<typeof loader>();
  const isNarrowed = Object.values(chosen).some(Boolean);
  return (
    <>
      <PageTitle
        lead="Les données, documents et publications que les partenaires mettent en commun."
        actions={
          <LinkButton to="/donnees/deposer" variant="primary" icon="upload">
            Déposer
          </LinkButton>
        }
      >
        Données
      </PageTitle>
      <Stack gap="l">
        {(datasets.length > 0 || isNarrowed || isLaterPage) && <Filters />}
        <p role="status" className="visually-hidden">
          {count(datasets.length, 'résultat')}
        </p>
        {isLaterPage && (
          <p>
            <Link to="?">Revenir aux plus récents</Link>
          </p>
        )}
        {datasets.length > 0 ? <DatasetList datasets={datasets} /> : <Nothing isNarrowed={isNarrowed || isLaterPage} />}
        {more && <More to={more} shown={datasets.length} />}
        {datasets.length > 0 && <SheetLinks list="donnees" what="cette liste" />}
      </Stack>
    </>
  );
}

function Nothing({ isNarrowed }: { isNarrowed: boolean }) {
  if (isNarrowed)
    return (
      <EmptyState icon="search" title="Rien ne correspond" action={<LinkButton to="?">Tout afficher</LinkButton>}>
        Cherchez moins de mots, ou élargissez le thème et le territoire.
      </EmptyState>
    );
  return (
    <EmptyState
      icon="data"
      title="Rien n’est partagé pour l’instant"
      action={<LinkButton to="/donnees/deposer">Déposer un premier fichier</LinkButton>}
    >
      Une carte, un tableau, une étude : déposez-les ici plutôt que de les envoyer par courriel. Chacun trouve la
      dernière version, et vous choisissez qui la voit.
    </EmptyState>
  );
}

function Filters() {
  const { chosen } = useLoaderData<typeof loader>();
  return (
    <ListFilters
      label="Données"
      words={{ label: 'Rechercher dans les titres et les descriptions', chosen: chosen.words }}
      choices={[
        {
          name: 'nature',
          label: 'Nature',
          none: 'Toutes natures',
          chosen: chosen.kind,
          options: datasetKinds.map((value) => ({ value, label: datasetKindLabels[value] })),
        },
        {
          name: 'theme',
          label: 'Thème',
          none: 'Tous les thèmes',
          chosen: chosen.theme,
          options: datasetThemes.map((value) => ({ value, label: datasetThemeLabels[value] })),
        },
        {
          name: 'territoire',
          label: 'Territoire',
          none: 'Tout territoire',
          chosen: chosen.territory,
          options: territories.map((value) => ({ value, label: territoryLabels[value] })),
        },
      ]}
      tick={{ name: 'miennes', label: 'De mon organisme', isTicked: chosen.isMine }}
    />
  );
}
