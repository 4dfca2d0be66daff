import { useFetcher } from '@remix-run/react';
import { apiKeyForm } from '#domain/organisations/inputs.ts';
import { apiKeyModes, areas } from '#domain/vocabulary.ts';
import { ShownSecret } from '../../organisations/shown-secret.tsx';
import { apiKeyModeLabels, areaLabels } from '../../organisations/words.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../ui/choice-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import { KeyTerms } from './key-terms.tsx';

const meanings = {
  READ: 'Le logiciel consulte, et ne change rien.',
  READ_WRITE: 'Le logiciel peut aussi écrire, avec les droits de l’organisme.',
} as const;

/** Makes a key, then shows it: once. */
export function CreateKey() {
  const fetcher = useFetcher<typeof action>();
  const made = fetcher.data && 'secret' in fetcher.data ? fetcher.data : null;
  return (
    <>
      {made && <ShownSecret title={`Voici la clé « ${made.name} »`} secret={made.secret} done="La clé est copiée." />}
      <Disclosure title="Créer une clé">
        <KeyFields key={made?.secret ?? ''} fetcher={fetcher} />
      </Disclosure>
    </>
  );
}

function KeyFields({ fetcher }: { fetcher: ReturnType<typeof useFetcher<typeof action>> }) {
  const [form, fields] = useSchemaForm({ schema: apiKeyForm, answer: fetcher.data, id: 'cle' });
  return (
    <Form form={form} fetcher={fetcher} preventScrollReset>
      <Fields>
        <TextField
          label="Logiciel qui utilisera la clé"
          field={fields.name}
          autoComplete="off"
          description="Par exemple « Gestion financière »."
        />
        <RadioGroup
          label="Ce que la clé permet"
          field={fields.mode}
          options={apiKeyModes.map((value) => ({
            value,
            label: apiKeyModeLabels[value],
            description: meanings[value],
          }))}
        />
        <CheckboxGroup
          label="Domaines ouverts (facultatif)"
          field={fields.areas}
          options={areas.map((value) => ({ value, label: areaLabels[value] }))}
          description="Aucun coché : tous. Les conventions et l’annuaire se lisent toujours."
        />
        <KeyTerms ranges={fields.ranges} expiresOn={fields.expiresOn} />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="create" fetcher={fetcher}>
          Créer la clé
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
