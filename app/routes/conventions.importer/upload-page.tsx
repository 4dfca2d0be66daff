import { useLoaderData } from '@remix-run/react';
import { OfficeFileForm } from '../../files/office-file-form.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Section, Stack } from '../../ui/section.tsx';
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
          <OfficeFileForm
            label="Texte de la convention"
            accept=".docx,.odt"
            limits="DOCX (Word) ou ODT (LibreOffice), 20 Mo au plus"
            send="Lire le fichier"
          />
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
