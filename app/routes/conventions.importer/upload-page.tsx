import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { chosenFile } from '#domain/imports/inputs.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { SubmitButton } from '../../ui/form.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Spinner } from '../../ui/progress.tsx';
import { Narrow, Section, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import { PendingImports } from './pending-imports.tsx';
import styles from './upload-page.module.css';

/** Where one hands a file in, and finds again those already read. */
export function UploadPage() {
  const { viewerMayCreateConvention, importDrafts } = useLoaderData<typeof loader>();
  return (
    <Narrow>
      <PageTitle
        crumbs={[{ to: '/conventions', label: 'Conventions' }]}
        lead="Envoyez le texte tel qu’il a été rédigé. La plate-forme y reconnaît les articles et les objectifs, puis vous montre ce qu’elle a compris : rien n’est créé avant votre accord."
      >
        Importer une convention
      </PageTitle>
      {viewerMayCreateConvention ? (
        <Stack gap="l">
          <UploadForm />
          {importDrafts.length > 0 && <PendingImports drafts={importDrafts} />}
          <WhatIsRead />
        </Stack>
      ) : (
        <EmptyState icon="lock" title="Vos droits ne permettent pas d’importer une convention">
          Adressez-vous à la direction qui prépare la convention.
        </EmptyState>
      )}
    </Narrow>
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
        label="Texte de la convention"
        name="file"
        accept=".docx,.odt"
        limits="DOCX (Word) ou ODT (LibreOffice), 20 Mo au plus"
        errors={fault ? [fault] : []}
        isRequired
        onSelect={choose}
      />
      <div className={styles.send}>
        {/* The words beside it tell of the waiting; a pending button would tell it twice. */}
        <SubmitButton icon="import" isPending={false}>
          Lire le fichier
        </SubmitButton>
        {isReading && <Spinner label="Envoi et lecture du fichier…" />}
      </div>
    </Form>
  );
}

function WhatIsRead() {
  return (
    <Section title="Ce qui est reconnu">
      <ul className={styles.notes}>
        <li>
          Les titres, qu’ils portent un style de Word ou de LibreOffice, ou qu’ils soient simplement tapés en gras avec
          leur numéro : articles, objectifs stratégiques, objectifs.
        </li>
        <li>Les paragraphes, les listes et leurs niveaux, les tableaux, les liens, le gras et l’italique.</li>
        <li>
          Les commentaires, les images, les en-têtes et les pieds de page ne sont pas repris : la page suivante dit ce
          qui a été laissé.
        </li>
      </ul>
    </Section>
  );
}
