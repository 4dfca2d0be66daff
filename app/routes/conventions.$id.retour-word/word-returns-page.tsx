import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { chosenFile } from '#domain/imports/inputs.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { formatDateTime } from '../../french-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { SubmitButton } from '../../ui/form.tsx';
import { Spinner } from '../../ui/progress.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { action } from './action.ts';
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
            <UploadForm />
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

/** What is wrong with the chosen file, before it is sent for nothing. */
const faultOf = (file: File | undefined): string | null =>
  chosenFile.safeParse({ size: file?.size }).error?.issues[0]?.message ?? null;

function UploadForm() {
  const answer = useActionData<typeof action>();
  const { state, formData } = useNavigation();
  const [file, setFile] = useState<File>();
  /** What this page found by itself; undefined until it has looked at a file. */
  const [found, setFound] = useState<string | null>();
  const isReading = state !== 'idle' && formData !== undefined;
  const fault = isReading ? null : found === undefined ? (answer?.fields.file ?? null) : found;
  const choose = ([chosen]: readonly File[]) => {
    setFile(chosen);
    setFound(chosen ? faultOf(chosen) : null);
  };
  const check = (event: FormEvent) => {
    const wrong = faultOf(file);
    if (wrong || isReading) event.preventDefault();
    // What the server then says of it is shown.
    setFound(wrong ?? undefined);
  };
  return (
    <Form method="post" encType="multipart/form-data" className={styles.form} onSubmit={check}>
      <FileField
        label="Fichier Word modifié"
        name="file"
        accept=".docx"
        limits="DOCX téléchargé depuis cette convention, 20 Mo au plus"
        errors={fault ? [fault] : []}
        isRequired
        onSelect={choose}
      />
      <div className={styles.send}>
        {/* The words beside it tell of the waiting; a pending button would tell it twice. */}
        <SubmitButton icon="import" isPending={false}>
          Voir ce qui change
        </SubmitButton>
        {isReading && <Spinner label="Envoi et lecture du fichier…" />}
      </div>
    </Form>
  );
}

function Returns({ conventionId, returns }: { conventionId: string; returns: readonly ListedReturn[] }) {
  const columns: Column<ListedReturn>[] = [
    {
      id: 'file',
      header: 'Fichier',
      isRowHeader: true,
      cell: ({ id, fileName }) => <Link to={`/conventions/${conventionId}/retour-word/${id}`}>{fileName}</Link>,
    },
    { id: 'sent', header: 'Envoyé', cell: ({ createdAt }) => formatDateTime(createdAt) },
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
