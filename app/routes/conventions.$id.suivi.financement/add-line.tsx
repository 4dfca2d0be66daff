// Adds a line of what was voted.
import { useFetcher } from '@remix-run/react';
import { useDoneToast } from '../../done-toast.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './route.tsx';

export function AddLine() {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const errorsOf = (name: string) => (refusal?.fields[name] ? [refusal.fields[name]] : undefined);
  return (
    <Disclosure title="Ajouter une ligne budgétaire">
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {refusal && (
            <Notice tone="error" isLive>
              {refusal.message}
            </Notice>
          )}
          <TextField label="Libellé" name="title" isRequired errors={errorsOf('title')} />
          <TextField
            label="Code opération"
            name="operationCode"
            isRequired
            autoComplete="off"
            errors={errorsOf('operationCode')}
          />
          <TextField
            label="Imputation"
            name="imputation"
            isRequired
            autoComplete="off"
            errors={errorsOf('imputation')}
          />
          <TextField
            label="Autorisation d’engagement, en euros"
            name="commitmentAuthorisation"
            isRequired
            inputMode="decimal"
            autoComplete="off"
            errors={errorsOf('commitmentAuthorisation')}
          />
          <TextField
            label="Crédits de paiement, en euros"
            name="paymentCredit"
            inputMode="decimal"
            autoComplete="off"
            errors={errorsOf('paymentCredit')}
          />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="addLine" fetcher={fetcher}>
            Ajouter la ligne
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
