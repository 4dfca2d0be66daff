import { useLoaderData } from '@remix-run/react';
import type { JSONContent } from '@tiptap/core';
import { useAnswer } from '../../forms/answer.ts';
import { MeetingFrame } from '../../meetings/meeting-frame.tsx';
import { OutcomeTable } from '../../outcomes/outcome-table.tsx';
import { SaveAsTemplate } from '../../templates/save-as-template.tsx';
import { TemplateSelect } from '../../templates/template-select.tsx';
import { DownloadMenu, textFileAddress } from '../../texts/download-menu.tsx';
import { PrintedText } from '../../texts/printed-text.tsx';
import { wordReturnsAddress } from '../../texts/version-addresses.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import styles from './notes-reading-page.module.css';

type Meeting = ReturnType<typeof useLoaderData<typeof loader>>['meeting'];

/** The notes, to read. */
export function NotesReadingPage() {
  const { meeting } = useLoaderData<typeof loader>();
  const { id, notes, outcomes, viewerMayWriteNotes } = meeting;
  return (
    <MeetingFrame
      meeting={meeting}
      actions={
        notes && (
          <>
            <DownloadMenu address={textFileAddress(notes.documentId)} hasSuggestions={viewerMayWriteNotes} />
            {viewerMayWriteNotes && (
              <LinkButton to={wordReturnsAddress(notes.documentId)} icon="import">
                Reprendre un fichier Word
              </LinkButton>
            )}
            <SaveAsTemplate documentId={notes.documentId} />
            {viewerMayWriteNotes && <LinkButton to={`/reunions/${id}/notes`}>Écrire les notes</LinkButton>}
          </>
        )
      }
    >
      {notes ? (
        <>
          <article className={styles.sheet} aria-label="Notes de la réunion">
            <PrintedText text={notes.text as unknown as JSONContent} staleBefore={null} />
          </article>
          {outcomes.length > 0 && (
            <Section title="Décisions et tâches">
              <OutcomeTable outcomes={outcomes} />
            </Section>
          )}
        </>
      ) : (
        <Nothing meeting={meeting} />
      )}
    </MeetingFrame>
  );
}

function Nothing({ meeting }: { meeting: Meeting }) {
  const refusal = useAnswer<typeof action>();
  const { templates } = useLoaderData<typeof loader>();
  const mayOpen = meeting.viewerMayWriteNotes && (meeting.state === 'CALLED' || meeting.state === 'HELD');
  return (
    <EmptyState
      icon="edit"
      title="Les notes ne sont pas encore ouvertes"
      action={
        mayOpen && (
          <Form>
            {refusal && (
              <Notice tone="error" isLive>
                {refusal.message}
              </Notice>
            )}
            <TemplateSelect templates={templates} none={'Aucun\u00a0: l’ordre du jour'} />
            <SubmitButton>Ouvrir les notes</SubmitButton>
          </Form>
        )
      }
    >
      Elles s’écrivent à plusieurs pendant la réunion, à partir de l’ordre du jour, et s’ouvrent la veille.
    </EmptyState>
  );
}
