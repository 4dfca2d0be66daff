import { Link, useLoaderData } from '@remix-run/react';
import { OfficeFileForm } from '../../files/office-file-form.tsx';
import { formatDateTime } from '../../french-format.ts';
import { wordReturnsAddress } from '../../texts/version-addresses.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { tellNamesakes } from '../../ui/namesakes.ts';
import { Section } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { readingAddress } from '../../versions/of-its-text.ts';
import type { FramedText } from '../../versions/queries.ts';
import { TextFrame } from '../../versions/text-frame.tsx';
import { notReturned, returnsTo } from '../../versions/words.ts';
import type { loader } from './loader.ts';
import type { ListedReturn } from './queries.ts';
import styles from './word-returns-page.module.css';

/** Where one hands a Word file in again, and finds again those already read. */
export function WordReturnsPage() {
  const { text, wordReturns } = useLoaderData<typeof loader>();
  return (
    <TextFrame text={text} of="text">
      {text.viewerMaySuggest ? (
        <>
          <Section
            title="Reprendre un fichier Word"
            lead="Rien n’est remplacé dans le texte : ce que le fichier change devient des propositions, que l’on accepte ou refuse ensuite."
          >
            <OfficeFileForm
              label="Fichier Word modifié"
              accept=".docx"
              limits={`DOCX téléchargé depuis ${returnsTo[text.kind].from}, 20\u00a0Mo au plus`}
              send="Voir ce qui change"
            />
          </Section>
          <Returns documentId={text.documentId} returns={wordReturns} />
          <HowItGoes text={text} />
        </>
      ) : (
        <>
          <EmptyState icon="lock" title={notReturned(text)}>
            {text.isFrozen ? returnsTo[text.kind].frozen : returnsTo[text.kind].instead}
          </EmptyState>
          <Returns documentId={text.documentId} returns={wordReturns} />
        </>
      )}
    </TextFrame>
  );
}

function Returns({ documentId, returns }: { documentId: string; returns: readonly ListedReturn[] }) {
  if (returns.length === 0) return null;
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
      cell: ({ id, fileName }) => <Link to={`${wordReturnsAddress(documentId)}/${id}`}>{fileName}</Link>,
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

function HowItGoes({ text }: { text: FramedText }) {
  const { along, comments, around } = returnsTo[text.kind];
  return (
    <Section title="Comment faire">
      <ol className={styles.steps}>
        <li>
          <Link to={readingAddress(text)}>Téléchargez le texte</Link> pour Word, avec ou sans {along}.
        </li>
        <li>Modifiez ce fichier, de préférence avec le suivi des modifications, et commentez-le.</li>
        <li>
          Envoyez-le ici. Les modifications suivies deviennent des propositions « d’après » leur auteur ; les autres
          deviennent les vôtres. {comments} La page suivante montre tout avant de le faire.
        </li>
        {around && <li>{around}</li>}
      </ol>
    </Section>
  );
}
