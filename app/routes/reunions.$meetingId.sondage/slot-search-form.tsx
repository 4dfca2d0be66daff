// Where to look for free dates: the days, the hours, how long. A question of the address (GET), so that it changes nothing.
import { Form, useLoaderData } from '@remix-run/react';
import { today } from '#domain/calendar.ts';
import { typeset } from '#domain/french.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SubmitButton } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { loader } from './loader.ts';
import styles from './slot-form.module.css';

/** The search. */
export function SlotSearchForm() {
  const { meeting, search } = useLoaderData<typeof loader>();
  return (
    <Section
      title={meeting.poll ? 'Modifier les dates proposées' : 'Trouver une date'}
      lead="Les invités disent lesquelles leur conviennent, et vous retenez la meilleure."
      actions={meeting.poll && <LinkButton to={`/reunions/${meeting.id}/sondage`}>Annuler</LinkButton>}
    >
      <Form className={styles.search} preventScrollReset>
        {meeting.poll && <input type="hidden" name="modifier" value="" />}
        <DateField label="Du" name="du" isRequired defaultValue={search.from} min={today()} />
        <DateField label="Au" name="au" isRequired defaultValue={search.to} min={today()} />
        <TextField
          label="Heures de début"
          name="heures"
          isRequired
          defaultValue={search.hours.join(', ')}
          errors={search.refusal ? [typeset(search.refusal)] : undefined}
          autoComplete="off"
        />
        <TextField
          label="Durée, en minutes"
          name="duree"
          isRequired
          inputMode="numeric"
          defaultValue={String(search.minutes)}
          autoComplete="off"
        />
        <ButtonRow>
          <SubmitButton variant="secondary" icon="search">
            Chercher
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}
