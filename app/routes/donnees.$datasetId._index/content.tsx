// What is in a version: a map and its table, a table and what is counted in it, the words of a document, an image.
import { useLoaderData } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { DataTable } from '../../datasets/data-table.tsx';
import { type RowFilter, type Selection, searchOf } from '../../datasets/table-window.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { latePart } from '../../ui/late-part.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Skeleton } from '../../ui/progress.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import styles from './content.module.css';
import type { loader } from './loader.ts';
import { PdfPages } from './pdf-pages.tsx';
import type { ShownDataset, ShownVersion } from './queries.ts';
import { RowFilters } from './row-filters.tsx';

const waiting = <Skeleton lines={4} />;
const ColumnChart = latePart(async () => (await import('./column-chart.tsx')).ColumnChart, waiting);
const DataMap = latePart(async () => (await import('../../datasets/data-map.tsx')).DataMap, waiting);

interface ContentProps {
  dataset: ShownDataset;
  version: ShownVersion;
  content: NonNullable<ShownVersion['content']>;
}

/** Whatever it is. */
export function Content({ dataset, version, content }: ContentProps) {
  const base = `/donnees/${dataset.id}/versions/${version.number}`;
  if (content.rowCount !== null) return <TableContent base={base} dataset={dataset} content={content} />;
  if (content.kind === 'IMAGE')
    return (
      <Section title="Aperçu">
        <img
          src={`${base}/fichier`}
          alt={dataset.alternative || dataset.description || dataset.title}
          className={styles.image}
        />
      </Section>
    );
  return (
    <Section title="Aperçu">
      <Stack>
        {content.pages && <PdfPages base={base} title={dataset.title} pages={content.pages} />}
        {content.text ? (
          <Words isFolded={content.pages !== null}>{content.text}</Words>
        ) : (
          !content.pages && <NoPreview base={base} />
        )}
      </Stack>
    </Section>
  );
}

/** The words of a document; below its pages, folded. */
function Words({ children, isFolded }: { children: string; isFolded: boolean }) {
  const words = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard
    <section className={styles.text} tabIndex={0} aria-label="Texte du document">
      {children}
    </section>
  );
  return isFolded ? <Disclosure title="Texte du document">{words}</Disclosure> : words;
}

const NoPreview = ({ base }: { base: string }) => (
  <EmptyState
    icon="document"
    title="Ce document n’a pas d’aperçu"
    action={
      <LinkButton to={`${base}/fichier`} reloadDocument icon="download">
        Télécharger
      </LinkButton>
    }
  >
    Ouvrez-le sur votre poste.
  </EmptyState>
);

function TableContent({ base, dataset, content }: Omit<ContentProps, 'version'> & { base: string }) {
  const [selection, setSelection] = useState<Selection>({ sort: null, filters: [] });
  const { mapTiles } = useLoaderData<typeof loader>();
  const [chosenId, setChosen] = useState<number | null>(null);
  const { title, alternative } = dataset;
  const { columns, geometry } = content;
  const search = searchOf(selection).toString();
  const take = (form: string) => `${base}/selection.${form}${search ? `?${search}` : ''}`;
  const isNarrowed = selection.filters.length > 0;
  const setFilters = (filters: readonly RowFilter[]) => setSelection((before) => ({ ...before, filters }));
  const bbox = useMemo(() => geometry?.bbox ?? [], [geometry]);
  return (
    <>
      {geometry && (
        <Section title="Carte" lead="Chaque objet de la carte est aussi une ligne du tableau.">
          <DataMap
            address={`${base}/carte`}
            title={title}
            alternative={alternative}
            columns={columns}
            bbox={bbox}
            chosenId={chosenId}
            onChoose={setChosen}
            tiles={mapTiles}
          />
        </Section>
      )}
      <Section
        title="Tableau"
        actions={
          <Menu
            label="Emporter le tableau"
            trigger={<Button icon="download">{isNarrowed ? 'Emporter la sélection' : 'Emporter le tableau'}</Button>}
            entries={[
              { id: 'csv', label: 'CSV', href: take('csv') },
              { id: 'xlsx', label: 'Excel (XLSX)', href: take('xlsx') },
              ...(geometry ? [{ id: 'geojson', label: 'GeoJSON', href: take('geojson') }] : []),
            ]}
          />
        }
      >
        <Stack>
          <RowFilters columns={columns} filters={selection.filters} onChange={setFilters} />
          <DataTable
            address={`${base}/lignes`}
            caption={`Tableau\u00a0: ${title}`}
            columns={columns}
            selection={selection}
            onSort={(sort) => setSelection((before) => ({ ...before, sort }))}
            onChoose={geometry ? setChosen : undefined}
          />
          <ColumnChart address={`${base}/colonne`} columns={columns} />
        </Stack>
      </Section>
    </>
  );
}
