import { useFetcher } from '@remix-run/react';
import { invitePersonInput } from '#domain/organisations/inputs.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { ListedUnit } from './queries.ts';

// The page's address says which organisation.
const inviteForm = invitePersonInput.omit({ organisationId: true });

/** Invites somebody; emptied after each invitation, for the next. */
export function InviteForm({ units }: { units: readonly ListedUnit[] }) {
  const fetcher = useFetcher<typeof action>();
  const times = useDoneToast(fetcher.data);
  return (
    <Disclosure title="Inviter une personne">
      <InviteFields key={times} units={units} fetcher={fetcher} />
    </Disclosure>
  );
}

interface InviteFieldsProps {
  units: readonly ListedUnit[];
  fetcher: ReturnType<typeof useFetcher<typeof action>>;
}

function InviteFields({ units, fetcher }: InviteFieldsProps) {
  const [form, fields] = useSchemaForm({ schema: inviteForm, answer: fetcher.data, id: 'invitation' });
  return (
    <Form form={form} fetcher={fetcher} preventScrollReset>
      <Fields>
        <TextField label="Adresse électronique" field={fields.email} type="email" autoComplete="off" />
        <TextField label="Prénom et nom" field={fields.name} autoComplete="off" />
        <TextField label="Fonction" field={fields.jobTitle} autoComplete="off" />
        {units.length > 0 && (
          <SelectField
            label="Service"
            field={fields.unitId}
            placeholder="Aucun"
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Checkbox
          label="Administre l’organisme"
          description="Invite les personnes, gère leurs comptes et les clés d’accès."
          field={fields.organisationAdministrator}
        />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="invite" fetcher={fetcher}>
          Envoyer l’invitation
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
