// Before minutes are sent: what is missing, in its order, then until when those invited may say something of them.
import { useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import type { loader } from './loader.ts';

/** The next step alone: who may not take it is told who does. */
export function BeforeSending() {
  const { meeting, proposedUntil } = useLoaderData<typeof loader>();
  const { id, state, minutesText, viewerMayOrganise, version } = meeting;
  if (state === 'CANCELLED') return <Notice>Cette réunion est annulée : elle n’a pas de compte rendu.</Notice>;
  if (!minutesText)
    return (
      <Notice
        title="Le compte rendu est le texte des notes de la réunion."
        actions={<LinkButton to={`/reunions/${id}/notes`}>Ouvrir les notes</LinkButton>}
      >
        Personne n’a encore pris de notes.
      </Notice>
    );
  if (state !== 'HELD')
    return (
      <Notice
        title="Le compte rendu vient après la clôture."
        actions={viewerMayOrganise && <LinkButton to={`/reunions/${id}/cloture`}>Clore la réunion</LinkButton>}
      >
        Les notes ci-dessous en sont le texte. Une fois les présences relevées et la réunion close, il est soumis aux
        observations des invités.
      </Notice>
    );
  if (!viewerMayOrganise) return <Notice>Le compte rendu n’est pas encore soumis aux observations des invités.</Notice>;
  return (
    <Section
      title="Soumettre aux observations"
      lead="Chaque invité reçoit un lien personnel pour relire ce texte, avec ou sans compte. Les notes restent modifiables jusqu’à l’approbation."
    >
      <Form>
        <input type="hidden" name="version" value={version} />
        <Fields>
          <DateField
            label="Dernier jour des observations"
            name="observationsUntil"
            isRequired
            defaultValue={proposedUntil}
          />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="send" icon="send">
            Soumettre aux observations
          </SubmitButton>
          <LinkButton to={`/reunions/${id}/notes`} icon="edit">
            Reprendre le texte
          </LinkButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}
