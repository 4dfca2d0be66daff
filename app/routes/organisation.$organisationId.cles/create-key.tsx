import { useFetcher } from '@remix-run/react';
import { apiKeyForm } from '#domain/organisations/inputs.ts';
import { apiKeyModes, areas } from '#domain/vocabulary.ts';
import { apiKeyModeLabels, areaLabels } from '../../organisations/words.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../ui/choice-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../../ui/toast.tsx';
import type { action } from './action.ts';
import styles from './keys-page.module.css';

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
      {made && <NewKey name={made.name} secret={made.secret} />}
      <Disclosure title="Créer une clé">
        <KeyFields key={made?.secret ?? ''} fetcher={fetcher} />
      </Disclosure>
    </>
  );
}

export function NewKey({ name, secret }: { name: string; secret: string }) {
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => showToast({ text: 'La clé est copiée.' }),
      () => showToast({ text: 'La copie n’est pas permise ici\u00a0: sélectionnez la clé.', tone: 'error' }),
    );
  return (
    <Notice tone="success" title={`Voici la clé « ${name} »`} isLive>
      Copiez-la maintenant : elle ne sera plus affichée.
      <div className={styles.secret}>
        <code>{secret}</code>
        <Button size="s" icon="copy" onPress={copy}>
          Copier
        </Button>
      </div>
    </Notice>
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
        <TextField
          label="Adresses d’où elle s’utilise (facultatif)"
          field={fields.ranges}
          autoComplete="off"
          description="Adresses IP ou réseaux séparés par une espace, par exemple 192.0.2.0/24. Rien : de partout."
        />
        <DateField
          label="Dernier jour (facultatif)"
          field={fields.expiresOn}
          description="Les administrateurs sont prévenus un mois, une semaine et un jour avant."
        />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="create" fetcher={fetcher}>
          Créer la clé
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
