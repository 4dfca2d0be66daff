import { Link, useLoaderData } from '@remix-run/react';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { OfficeFileForm } from '../../files/office-file-form.tsx';
import { formatDateTime } from '../../french-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { tellNamesakes } from '../../ui/namesakes.ts';
import { Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { loader } from './loader.ts';
import type { ListedReturn } from './queries.ts';
import styles from './word-returns-page.module.css';

/** Where one hands a Word file in again, and finds again those already read. */
export function WordReturnsPage() {
  const { convention, wordReturns } = useLoaderData<typeof loader>();
  return (
    <Stack gap="l">
      <ConventionFrame convention={convention} current="lecture" />
      {convention.viewerMaySuggest ? (
        <>
          <Section
            title="Reprendre un fichier Word"
            lead="Rien n’est remplacé dans le texte : ce que le fichier change devient des propositions, que l’on accepte ou refuse ensuite."
          >
            <OfficeFileForm
              label="Fichier Word modifié"
              accept=".docx"
              limits="DOCX téléchargé depuis cette convention, 20 Mo au plus"
              send="Voir ce qui change"
            />
          </Section>
          {wordReturns.length > 0 && <Returns conventionId={convention.id} returns={wordReturns} />}
          <HowItGoes id={convention.id} />
        </>
      ) : (
        <EmptyState icon="lock" title="Vos droits ne permettent pas de reprendre un fichier Word dans ce texte">
          Commentez le passage, ou adressez-vous à la personne qui rédige.
        </EmptyState>
      )}
    </Stack>
  );
}

function Returns({ conventionId, returns }: { conventionId: string; returns: readonly ListedReturn[] }) {
  const told = tellNamesakes(
    returns,
    ({ fileName }) => fileName,
    ({ createdAt }) => formatDateTime(createdAt),
  );
  const columns: Column<ListedReturn>[] = [
    {
      id: 'file',
      header: 'Fichier',
      isRowHeader: true,
      cell: ({ id, fileName }) => <Link to={`/conventions/${conventionId}/retour-word/${id}`}>{fileName}</Link>,
    },
    { id: 'sent', header: 'Envoyé', cell: ({ id, createdAt }) => told.get(id) ?? formatDateTime(createdAt) },
    {
      id: 'taken',
      header: 'Repris',
      cell: ({ takenAt }) => (takenAt ? formatDateTime(takenAt) : 'Pas encore'),
    },
  ];
  return (
    <Section title="Fichiers envoyés" lead="Vous seul les voyez. Ils sont effacés après 30 jours.">
      <Table caption="Fichiers envoyés" rows={returns} rowKey={({ id }) => id} columns={columns} />
    </Section>
  );
}

function HowItGoes({ id }: { id: string }) {
  return (
    <Section title="Comment faire">
      <ol className={styles.steps}>
        <li>
          <Link to={`/conventions/${id}/lecture`}>Téléchargez le texte</Link> pour Word, avec ou sans les propositions
          et les commentaires.
        </li>
        <li>Modifiez ce fichier, de préférence avec le suivi des modifications, et commentez-le.</li>
        <li>
          Envoyez-le ici. Les modifications suivies deviennent des propositions « d’après » leur auteur ; les autres
          deviennent les vôtres. Les commentaires ouvrent des discussions. La page suivante montre tout avant de le
          faire.
        </li>
      </ol>
    </Section>
  );
}
