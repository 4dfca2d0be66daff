// Invites one more: a person, a service or organisation with its people, or somebody by e-mail alone.
import { useFetcher } from '@remix-run/react';
import { useDoneToast } from '../../done-toast.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-field.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Invitable } from './queries.ts';
import type { action } from './route.tsx';

const partyOption = ({ id, name, unit, organisation }: Invitable['parties'][number]) => ({
  value: id,
  label: name,
  description: unit ? organisation.shortName : undefined,
});

const optionsOf = ({ people, parties }: Invitable) => [
  ...people.map(({ id, name, organisation }) => ({
    value: `person:${id}`,
    label: name,
    description: organisation.shortName,
  })),
  ...parties.map((party) => ({
    value: `party:${party.id}`,
    label: party.name,
    description: 'Les personnes qui y ont un compte',
  })),
];

/** The form, emptied by the page after each success. */
export function InviteForm({ invitable }: { invitable: Invitable }) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const errorsOf = (name: string) => (refusal?.fields[name] ? [refusal.fields[name]] : undefined);
  return (
    <Disclosure title="Inviter">
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {refusal && <Notice tone="error">{Object.values(refusal.fields)[0] ?? refusal.message}</Notice>}
          <ComboboxField
            label="Personne, service ou organisme"
            name="who"
            options={optionsOf(invitable)}
            placeholder="Tapez quelques lettres"
            errors={errorsOf('personId') ?? errorsOf('partyId')}
          />
          <TextField
            label="Ou l’adresse électronique d’une personne sans compte"
            name="email"
            type="email"
            autoComplete="off"
            errors={errorsOf('email')}
          />
          <TextField label="Son prénom et son nom" name="name" autoComplete="off" errors={errorsOf('name')} />
          <ComboboxField
            label="Pour quel organisme ou service elle vient"
            name="comesForId"
            options={invitable.parties.map(partyOption)}
            placeholder="Tapez quelques lettres"
            errors={errorsOf('comesForId')}
          />
          <Checkbox label="Présence facultative" name="optional" isRequired />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="invite" fetcher={fetcher}>
            Inviter
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
