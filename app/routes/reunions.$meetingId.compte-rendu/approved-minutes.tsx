// Approved minutes: by whom, their PDF, whether they are still what was approved, and what the meeting proved.
import { Form } from '@remix-run/react';
import { formatBytes, formatDateTime } from '../../french-format.ts';
import { AimsSection } from '../../meetings/aims-section.tsx';
import { DownloadMenu, textFileAddress } from '../../texts/download-menu.tsx';
import { FrozenCheck } from '../../texts/frozen-check.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DescriptionList, Section, Stack } from '../../ui/section.tsx';
import styles from './approved-minutes.module.css';
import type { MinutesMeeting, SentMinutes } from './queries.ts';

const words = { kept: 'approuvé', ofThatDay: 'de l’approbation' };

export function ApprovedMinutes({ meeting, minutes }: { meeting: MinutesMeeting; minutes: SentMinutes }) {
  const { approvedAt, approvedBy, sha256, pdf, check } = minutes;
  return (
    <>
      <Section title="Compte rendu approuvé">
        <Stack>
          <DescriptionList
            facts={[
              ...(approvedAt ? [{ term: 'Approuvé le', value: formatDateTime(approvedAt) }] : []),
              ...(approvedBy ? [{ term: 'Par', value: approvedBy.name }] : []),
              { term: 'Empreinte SHA-256', value: <code className={styles.hash}>{sha256}</code> },
            ]}
          />
          {check && <FrozenCheck check={check} words={words} />}
          <Form method="get" preventScrollReset>
            <input type="hidden" name="verifier" value="1" />
            <ButtonRow>
              {pdf && (
                <LinkButton to={`/fichiers/${pdf.id}`} icon="download" reloadDocument>
                  {`Télécharger le PDF (${formatBytes(pdf.size)})`}
                </LinkButton>
              )}
              {meeting.notes && <DownloadMenu address={textFileAddress(meeting.notes.documentId)} withoutPdf />}
              <Button type="submit" icon="check">
                Vérifier
              </Button>
              <LinkButton to={`/conventions/${meeting.convention.id}/documents`} variant="quiet">
                Documents de la convention
              </LinkButton>
            </ButtonRow>
          </Form>
        </Stack>
      </Section>
      <AimsSection title="Obligations que la réunion devait satisfaire" aims={meeting.aims} />
    </>
  );
}
