// Invites one more: a person, a service or organisation with its people, or somebody by e-mail alone; and records that
// somebody came whom nobody had invited.
import { useFetcher } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-field.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { Invitable } from './queries.ts';

const partyOption = ({ id, name, unit, organisation }: Invitable['parties'][number]) => ({
  value: id,
  label: name,
  description: unit ? organisation.shortName : undefined,
});

const personOption = ({ id, name, organisation }: Invitable['people'][number]) => ({
  value: `person:${id}`,
  label: name,
  description: organisation.shortName,
});

const wholeOption = (party: Invitable['parties'][number]) => ({
  value: `party:${party.id}`,
  label: party.name,
  description: 'Les personnes qui y ont un compte',
});

/** Invites; emptied by the page after each success. */
export const InviteForm = ({ invitable }: { invitable: Invitable }) => (
  <NewcomerForm
    title="Inviter"
    intent="invite"
    submit="Inviter"
    invitable={invitable}
    whoLabel="Personne, service ou organisme"
    options={[...invitable.people.map(personOption), ...invitable.parties.map(wholeOption)]}
  >
    <Checkbox label="Présence facultative" name="optional" isRequired />
  </NewcomerForm>
);

/** Invites several people by their addresses, as they are pasted; emptied by the page after each success. */
export function PastedInvitees() {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  return (
    <Disclosure title="Inviter plusieurs personnes par leurs adresses">
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {refusal && (
            <Notice tone="error" isLive>
              {refusal.fields.addresses ?? refusal.message}
            </Notice>
          )}
          <TextArea
            label="Adresses électroniques"
            name="addresses"
            description="Une par ligne, ou séparées par des virgules. Le nom peut précéder l’adresse : Prénom Nom <adresse>."
            isRequired
          />
          <Checkbox label="Présence facultative" name="optional" />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="invite-pasted" fetcher={fetcher}>
            Inviter ces personnes
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

/** Records that somebody came; emptied by the page after each success. */
export const AttendeeForm = ({ invitable }: { invitable: Invitable }) => (
  <NewcomerForm
    title="Ajouter une personne venue sans être invitée"
    intent="attend"
    submit="Relever sa présence"
    invitable={invitable}
    whoLabel="Personne"
    options={invitable.people.map(personOption)}
  />
);

interface NewcomerFormProps {
  title: string;
  intent: 'invite' | 'attend';
  submit: string;
  invitable: Invitable;
  whoLabel: string;
  options: ReturnType<typeof personOption>[];
  children?: ReactNode;
}

function NewcomerForm({ title, intent, submit, invitable, whoLabel, options, children }: NewcomerFormProps) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const errorsOf = (name: string) => (refusal?.fields[name] ? [refusal.fields[name]] : undefined);
  return (
    <Disclosure title={title}>
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {refusal && (
            <Notice tone="error" isLive>
              {Object.values(refusal.fields)[0] ?? refusal.message}
            </Notice>
          )}
          <ComboboxField
            label={whoLabel}
            name="who"
            options={options}
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
          {children}
        </Fields>
        <ButtonRow>
          <SubmitButton intent={intent} fetcher={fetcher}>
            {submit}
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
