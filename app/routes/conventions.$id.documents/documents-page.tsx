import { Link, useLoaderData } from '@remix-run/react';
import { fileKinds } from '#domain/vocabulary.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { DatasetList } from '../../datasets/dataset-list.tsx';
import { depositPath } from '../../datasets/link-path.ts';
import { SheetLinks } from '../../exports/sheet-links.tsx';
import { Deposit } from '../../files/deposit.tsx';
import { fileKindLabels } from '../../files/words.ts';
import { count } from '../../french-format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFilters } from '../../ui/list-filters.tsx';
import { More } from '../../ui/more.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { DocumentsTable } from './documents-table.tsx';
import type { loader } from './loader.ts';

/** The files of a convention. */
export function DocumentsPage() {
  const { convention, files, datasets, chosen, isLaterPage, more } = useLoaderData<typeof loader>();
  const isNarrowed = Boolean(chosen.kind || chosen.words);
  useFreshConvention(convention.id);
  return (
    <ConventionFrame convention={convention} current="documents">
      <Section title="Documents" lead="Tout ce qui a été déposé ou produit, le plus récent d’abord.">
        <Stack gap="l">
          {convention.viewerMayStoreFiles && <Deposit conventionId={convention.id} />}
          {(files.length > 0 || isNarrowed || isLaterPage) && <Filters />}
          <p role="status" className="visually-hidden">
            {count(files.length, 'document')}
          </p>
          {isLaterPage && (
            <p>
              <Link to="?">Revenir aux plus récents</Link>
            </p>
          )}
          {files.length === 0 ? <Nothing isNarrowed={isNarrowed || isLaterPage} /> : <DocumentsTable files={files} />}
          {more && <More to={more} shown={files.length} />}
          {files.length > 0 && <SheetLinks list="documents" what="cette liste" conventionId={convention.id} />}
        </Stack>
      </Section>
      <Section
        title="Données partagées"
        lead="Cartes, tableaux et études que les partenaires ont déposés pour cette convention."
        actions={
          convention.viewerMayStoreFiles && (
            <LinkButton
              to={depositPath({ kind: 'CONVENTION', conventionId: convention.id, subjectId: convention.id })}
              icon="upload"
            >
              Déposer des données
            </LinkButton>
          )
        }
      >
        {datasets.length > 0 ? <DatasetList datasets={datasets} /> : <p>Rien n’est rattaché pour l’instant.</p>}
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
    <ListFilters
      label="Documents"
      words={{ label: 'Rechercher dans les noms', chosen: chosen.words }}
      choices={[
        {
          name: 'type',
          label: 'Type de document',
          none: 'Tous les types',
          chosen: chosen.kind,
          options: fileKinds.map((value) => ({ value, label: fileKindLabels[value] })),
        },
      ]}
    />
  );
}
