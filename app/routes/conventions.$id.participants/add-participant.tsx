// Opens access to a person or to everybody of an organisation; somebody not in the list is named by their address.
import { useFetcher } from '@remix-run/react';
import { participantRoles } from '#domain/vocabulary.ts';
import { participantRoleLabels, participantRoleMeanings } from '../../conventions/words.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

type Candidates = NonNullable<Awaited<ReturnType<typeof loader>>['candidates']>;

const optionsOf = ({ people, organisations }: Candidates) => [
  ...organisations.map(({ id, name }) => ({
    value: `organisation:${id}`,
    label: name,
    description: 'Toutes les personnes de l’organisme',
  })),
  ...people.map(({ id, name, organisation }) => ({
    value: `person:${id}`,
    label: name,
    description: organisation.shortName,
  })),
];

export function AddParticipant({ candidates }: { candidates: Candidates }) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const errorsOf = (name: string) => (refusal?.fields[name] ? [refusal.fields[name]] : undefined);
  return (
    <Section title="Ouvrir un accès">
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {refusal && (
            <Notice tone="error" isLive>
              {Object.values(refusal.fields)[0] ?? refusal.message}
            </Notice>
          )}
          <ComboboxField
            label="Personne ou organisme"
            name="holder"
            options={optionsOf(candidates)}
            placeholder="Tapez quelques lettres"
            errors={errorsOf('holder')}
          />
          <TextField
            label="Ou l’adresse électronique d’un compte"
            name="email"
            type="email"
            autoComplete="off"
            errors={errorsOf('email')}
          />
          <SelectField
            label="Rôle"
            name="role"
            isRequired
            defaultValue="EDITOR"
            options={participantRoles.map((role) => ({
              value: role,
              label: `${participantRoleLabels[role]} — ${participantRoleMeanings[role]}`,
            }))}
          />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="add" fetcher={fetcher}>
            Ouvrir l’accès
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}
