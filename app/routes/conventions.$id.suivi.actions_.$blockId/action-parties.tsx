// Who leads an action and who takes part: people of the convention, services and organisations.
import { useFetcher } from '@remix-run/react';
import { actionRoles } from '#domain/vocabulary.ts';
import { type Bodies, leaderOptions } from '../../follow-up/leaders.ts';
import { actionRoleLabels } from '../../follow-up/words.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { action as act } from './action.ts';
import styles from './action-page.module.css';
import type { ActionConvention, ShownAction } from './queries.ts';

type Party = ShownAction['parties'][number];

export interface ActionPartiesProps {
  action: ShownAction;
  convention: ActionConvention;
  bodies: Bodies;
}

export function ActionParties({ action, convention, bodies }: ActionPartiesProps) {
  return (
    <Section title="Pilotes et partenaires">
      {action.parties.length === 0 ? (
        <p className={styles.soft}>Personne n’est encore désigné.</p>
      ) : (
        <ul className={styles.people}>
          {action.parties.map((party) => (
            <PartyLine key={party.id} party={party} mayFollow={convention.viewerMayFollow} />
          ))}
        </ul>
      )}
      {convention.viewerMayFollow && (
        <PartyForm key={action.parties.length} options={leaderOptions(convention, bodies)} />
      )}
    </Section>
  );
}

function PartyLine({ party, mayFollow }: { party: Party; mayFollow: boolean }) {
  const fetcher = useFetcher<typeof act>();
  const { id, role, name, organisationName } = party;
  return (
    <li className={styles.person}>
      <span>
        <strong>{name}</strong>{' '}
        <span className={styles.soft}>
          {actionRoleLabels[role]} · {organisationName}
        </span>
      </span>
      {mayFollow && (
        <Form fetcher={fetcher} preventScrollReset>
          <input type="hidden" name="partyId" value={id} />
          <SubmitButton
            intent="removeParty"
            fetcher={fetcher}
            variant="quiet"
            size="s"
            aria-label={`Retirer ${name} (${actionRoleLabels[role]})`}
          >
            Retirer
          </SubmitButton>
        </Form>
      )}
    </li>
  );
}

function PartyForm({ options }: { options: ReturnType<typeof leaderOptions> }) {
  const fetcher = useFetcher<typeof act>({ key: 'party' });
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const sentence = refusal && (refusal.fields.who ?? refusal.fields.parties ?? refusal.message);
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <Fields>
        <ComboboxField
          label="Personne, service ou organisme"
          name="who"
          isRequired
          options={options}
          placeholder="Tapez quelques lettres"
          errors={sentence ? [sentence] : undefined}
        />
        <SelectField
          label="Rôle"
          name="role"
          isRequired
          options={actionRoles.map((role) => ({ value: role, label: actionRoleLabels[role] }))}
        />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="addParty" fetcher={fetcher} variant="secondary">
          Ajouter
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
