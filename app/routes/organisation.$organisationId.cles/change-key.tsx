import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { apiKeyTermsForm } from '#domain/organisations/inputs.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import type { action } from './action.ts';
import { KeyTerms } from './key-terms.tsx';
import type { ListedApiKey } from './queries.ts';

/** Says anew from where a key is used and until when; closes once that is done. */
export function ChangeKey({ apiKey, onDone }: { apiKey: ListedApiKey; onDone: () => void }) {
  const fetcher = useFetcher<typeof action>();
  const times = useDoneToast(fetcher.data);
  useEffect(() => {
    if (times > 0) onDone();
  }, [times, onDone]);
  const [form, fields] = useSchemaForm({
    schema: apiKeyTermsForm,
    answer: fetcher.data,
    defaultValue: { ranges: apiKey.ranges.join(' '), expiresOn: apiKey.lastDay },
    id: 'changer-cle',
  });
  return (
    <Form form={form} fetcher={fetcher} preventScrollReset>
      <input type="hidden" name="apiKeyId" value={apiKey.id} />
      <Fields>
        <KeyTerms ranges={fields.ranges} expiresOn={fields.expiresOn} />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="change" fetcher={fetcher}>
          Enregistrer
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
