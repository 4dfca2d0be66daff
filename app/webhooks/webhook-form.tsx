// The form of a webhook, to make one or to say it anew. Used by both of its pages.
import type { FetcherWithComponents } from '@remix-run/react';
import { areas } from '#domain/vocabulary.ts';
import { webhookForm } from '#domain/webhooks/inputs.ts';
import { areaLabels } from '../organisations/words.ts';
import { ButtonRow } from '../ui/button.tsx';
import { CheckboxGroup } from '../ui/choice-field.tsx';
import { Fields } from '../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';

interface WebhookFormProps {
  fetcher: FetcherWithComponents<object | null>;
  /** What it says now; a new one when left out. */
  webhook?: { name: string; url: string; areas: (typeof areas)[number][] };
}

/** What a webhook is called, where it sends, and what of. */
export function WebhookForm({ fetcher, webhook }: WebhookFormProps) {
  const [form, fields] = useSchemaForm({
    schema: webhookForm,
    answer: fetcher.data,
    defaultValue: webhook,
    id: webhook ? 'webhook' : 'nouveau-webhook',
  });
  return (
    <Form form={form} fetcher={fetcher} preventScrollReset>
      <Fields>
        <TextField
          label="Logiciel qui reçoit"
          field={fields.name}
          autoComplete="off"
          description="Par exemple « Gestion financière »."
        />
        <TextField
          label="Adresse"
          field={fields.url}
          type="url"
          autoComplete="off"
          description="En https. Le logiciel y reçoit chaque message par une requête POST, et répond 200 en quinze secondes au plus."
        />
        <CheckboxGroup
          label="Domaines annoncés (facultatif)"
          field={fields.areas}
          options={areas.map((value) => ({ value, label: areaLabels[value] }))}
          description="Aucun coché : tous ceux que voit l’organisme."
        />
      </Fields>
      <ButtonRow>
        <SubmitButton intent={webhook ? 'change' : 'create'} fetcher={fetcher}>
          {webhook ? 'Enregistrer' : 'Créer le webhook'}
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
