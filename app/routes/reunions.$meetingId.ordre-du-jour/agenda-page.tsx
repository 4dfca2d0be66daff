import { useActionData, useLoaderData } from '@remix-run/react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { MeetingFrame } from '../../meetings/meeting-frame.tsx';
import { agendaLength } from '../../meetings/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import { AgendaList } from './agenda-list.tsx';
import styles from './agenda-page.module.css';
import { AddItemForm } from './item-forms.tsx';
import type { loader } from './loader.ts';
import { Suggestions } from './suggestions.tsx';

/** The agenda, and for who may organise the meeting what it may be drawn from. */
export function AgendaPage() {
  const { meeting, suggestions } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const added = useDoneToast(answer);
  const mayChange = suggestions !== null;
  const { agenda, state } = meeting;
  return (
    <MeetingFrame
      meeting={meeting}
      actions={
        mayChange &&
        state === 'CALLED' &&
        agenda.length > 0 && (
          <Form preventScrollReset>
            <SubmitButton intent="send" icon="send" variant="secondary">
              Envoyer l’ordre du jour
            </SubmitButton>
          </Form>
        )
      }
    >
      <div className={mayChange ? styles.columns : undefined}>
        <Stack gap="l">
          {answer && 'message' in answer && (
            <Notice tone="error" isLive>
              {Object.values(answer.fields)[0] ?? answer.message}
            </Notice>
          )}
          <Section title="Ordre du jour" lead={agenda.length > 0 && agendaLength(meeting)}>
            {agenda.length === 0 ? (
              <EmptyState icon="bullet-list" title="L’ordre du jour est vide">
                {mayChange
                  ? 'Ajoutez des points, ou reprenez ce qui est en attente.'
                  : 'Les organisateurs n’y ont encore rien inscrit.'}
              </EmptyState>
            ) : (
              <AgendaList meeting={meeting} mayChange={mayChange} />
            )}
          </Section>
          {mayChange && meeting.notes && (
            <Notice>Les notes sont ouvertes : un point ajouté maintenant n’y figure pas.</Notice>
          )}
          {mayChange && <AddItemForm key={added} invitees={meeting.invitees} />}
        </Stack>
        {mayChange && <Suggestions offered={suggestions} conventionId={meeting.convention.id} />}
      </div>
    </MeetingFrame>
  );
}
