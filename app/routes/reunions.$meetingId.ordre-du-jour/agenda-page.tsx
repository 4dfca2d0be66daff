import { useLoaderData } from '@remix-run/react';
import { useAnswer } from '../../forms/answer.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { MeetingFrame } from '../../meetings/meeting-frame.tsx';
import { agendaLength } from '../../meetings/words.ts';
import { SaveAsTemplate } from '../../templates/save-as-template.tsx';
import { TemplateSelect } from '../../templates/template-select.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import { AgendaList, pointId } from './agenda-list.tsx';
import styles from './agenda-page.module.css';
import { AddItemForm } from './item-forms.tsx';
import type { loader } from './loader.ts';
import { Suggestions } from './suggestions.tsx';

/** The agenda, and for who may organise the meeting what it may be drawn from. */
export function AgendaPage() {
  const { meeting, suggestions } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
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
          <OpenPoints />
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
          {mayChange && <FromTemplate />}
          {agenda.length > 0 && (
            <div>
              <SaveAsTemplate meetingId={meeting.id} />
            </div>
          )}
        </Stack>
        {mayChange && <Suggestions offered={suggestions} conventionId={meeting.convention.id} />}
      </div>
    </MeetingFrame>
  );
}

/** What the points still leave open, each with the way to where it is put right. */
function OpenPoints() {
  const { open } = useLoaderData<typeof loader>();
  if (open.length === 0) return null;
  return (
    <Notice tone="warning" title="À compléter">
      <ul>
        {open.map(({ id, title, name }) => (
          <li key={`${id} ${name}`}>
            <a href={`#${pointId(id)}`}>{`${name}, dans «\u00a0${title}\u00a0»`}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function FromTemplate() {
  const { templates } = useLoaderData<typeof loader>();
  if (templates.length === 0) return null;
  return (
    <Disclosure title="Partir d’un modèle">
      <Form preventScrollReset>
        <Fields>
          <TemplateSelect templates={templates} />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="template" icon="add" variant="secondary">
            Ajouter les points du modèle
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
