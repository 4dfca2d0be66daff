import { Link, useLoaderData } from '@remix-run/react';
import { formatDateTime } from '../../french-format.ts';
import { templateKindLabels } from '../../templates/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { loader } from './loader.ts';
import type { ListedTemplate } from './queries.ts';

/** What texts of the organisation may begin with. */
export function TemplatesPage() {
  const { templates, viewerMayManage, viewerMaySeeTemplates } = useLoaderData<typeof loader>();
  if (!viewerMaySeeTemplates) return <Notice>Les modèles d’un organisme ne sont vus que de ses membres.</Notice>;
  return (
    <Section
      title="Modèles"
      lead="Les textes par lesquels commencer une convention, un avenant, un ordre du jour, un compte rendu ou un bilan. On part d’un modèle là où le document se crée."
    >
      {templates.length === 0 ? (
        <EmptyState icon="document" title="Aucun modèle pour l’instant">
          {viewerMayManage
            ? 'Ouvrez un texte qui peut en être un, puis choisissez «\u00a0Enregistrer comme modèle\u00a0».'
            : 'Un administrateur de l’organisme en fait d’un texte, avec «\u00a0Enregistrer comme modèle\u00a0».'}
        </EmptyState>
      ) : (
        <Table caption="Modèles de l’organisme" columns={columns} rows={templates} rowKey={({ id }) => id} />
      )}
    </Section>
  );
}

const columns: Column<ListedTemplate>[] = [
  { id: 'title', header: 'Modèle', isRowHeader: true, cell: ({ id, title }) => <Link to={id}>{title}</Link> },
  { id: 'kind', header: 'Pour', cell: ({ kind }) => templateKindLabels[kind] },
  { id: 'saved', header: 'Enregistré le', cell: ({ savedAt }) => formatDateTime(savedAt) },
];
