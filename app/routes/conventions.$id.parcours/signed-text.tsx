// The signed text: its PDF, its hash, and whether it still is what was signed.
import { Form } from '@remix-run/react';
import { formatBytes, formatDateTime } from '../../french-format.ts';
import { DownloadMenu, textFileAddress } from '../../texts/download-menu.tsx';
import { FrozenCheck } from '../../texts/frozen-check.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DescriptionList, Section, Stack } from '../../ui/section.tsx';
import type { loader } from './loader.ts';
import type { PathConvention } from './queries.ts';
import styles from './signed-text.module.css';

type Check = Awaited<ReturnType<typeof loader>>['check'];

const words = { kept: 'signé', ofThatDay: 'de la signature' };

export function SignedText({
  documentId,
  frozenText,
  check,
}: {
  documentId: string;
  frozenText: NonNullable<PathConvention['frozenText']>;
  check: Check;
}) {
  const { sha256, frozenAt, pdf } = frozenText;
  return (
    <Section
      title="Texte signé"
      lead="Le texte est figé. Son empreinte change au moindre caractère : elle prouve qu’il est resté le même."
    >
      <Stack>
        <DescriptionList
          facts={[
            { term: 'Figé le', value: formatDateTime(frozenAt) },
            { term: 'Empreinte SHA-256', value: <code className={styles.hash}>{sha256}</code> },
          ]}
        />
        {check && <FrozenCheck check={check} words={words} />}
        <Form method="get" preventScrollReset>
          <input type="hidden" name="verifier" value="1" />
          <ButtonRow>
            <LinkButton to={`/fichiers/${pdf.id}`} icon="download" reloadDocument>
              {`Télécharger le PDF (${formatBytes(pdf.size)})`}
            </LinkButton>
            <DownloadMenu address={textFileAddress(documentId)} withoutPdf hasComments />
            <Button type="submit" icon="check">
              Vérifier
            </Button>
          </ButtonRow>
        </Form>
      </Stack>
    </Section>
  );
}
