import { useLoaderData } from '@remix-run/react';
import type { JSONContent } from '@tiptap/core';
import { ActDialog } from '../../forms/act-form.tsx';
import { formatDateTime } from '../../french-format.ts';
import { DownloadMenu, textFileAddress } from '../../texts/download-menu.tsx';
import { PrintedText } from '../../texts/printed-text.tsx';
import { comparisonAddress } from '../../texts/version-addresses.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { CURRENT } from '../../versions/moments.ts';
import { TextFrame } from '../../versions/text-frame.tsx';
import type { loader } from './loader.ts';

/** The text as it was kept. */
export function VersionPage() {
  const { text, version } = useLoaderData<typeof loader>();
  const { id, title, keptAt, keptBy, summary } = version;
  return (
    <TextFrame text={text}>
      <Section
        title={`Version\u00a0: ${title}`}
        lead={`Gardée le ${formatDateTime(keptAt)}${keptBy ? ` par ${keptBy.name}` : ''}. ${summary ? `Depuis la précédente\u00a0: ${summary}.` : ''}`}
        actions={
          <ButtonRow>
            <LinkButton to={`${comparisonAddress(text.documentId)}?de=${id}&a=${CURRENT}`} icon="compare">
              Comparer avec le texte actuel
            </LinkButton>
            <Button icon="print" onPress={() => window.print()}>
              Imprimer
            </Button>
            <DownloadMenu address={textFileAddress(id)} />
            {text.viewerMayWrite && <RestoreDialog />}
          </ButtonRow>
        }
      >
        <PrintedText text={version.text as unknown as JSONContent} staleBefore={null} decided={[]} />
      </Section>
    </TextFrame>
  );
}

function RestoreDialog() {
  return (
    <ActDialog
      title="Rétablir cette version"
      trigger={<Button icon="undo">Rétablir cette version</Button>}
      intent="restore"
      submitLabel="Rétablir le texte entier"
    >
      {() => (
        <p>
          Le texte dira de nouveau ce qu’il disait alors. Le texte actuel est d’abord gardé comme version : rien n’est
          perdu. Les commentaires restent sur les mots qui n’ont pas changé.
        </p>
      )}
    </ActDialog>
  );
}
