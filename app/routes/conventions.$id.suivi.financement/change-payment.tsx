// Changing one payment: its state, amount and days, and the documents it waits for.
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { paymentStates } from '#domain/vocabulary.ts';
import { paymentKindLabels, paymentStateLabels } from '../../budgets/words.ts';
import { StoredFileField } from '../../files/stored-file-field.tsx';
import { useAct } from '../../forms/act-form.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { euros } from './amount.ts';
import type { loader } from './loader.ts';
import type { ListedPayment, ListedProof } from './queries.ts';

export function ChangePayment({ payment }: { payment: ListedPayment }) {
  const documents = payment.proofs.filter(({ obligationId, deliverableId }) => !obligationId && !deliverableId);
  return (
    <Disclosure title={`Mettre à jour\u00a0: ${paymentKindLabels[payment.kind]}, ${euros(payment.amount)}`}>
      <Stack gap="l">
        <PaymentForm payment={payment} />
        {payment.state !== 'PAID' && (
          <>
            {documents
              .filter(({ isGiven }) => !isGiven)
              .map((proof) => (
                <ReceiveProof key={proof.id} proof={proof} />
              ))}
            <AddProof key={payment.proofs.length} payment={payment} />
          </>
        )}
      </Stack>
    </Disclosure>
  );
}

function PaymentForm({ payment }: { payment: ListedPayment }) {
  const { today } = useLoaderData<typeof loader>();
  const { fetcher, notice, errorsOf } = useAct();
  const [state, setState] = useState(payment.state);
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <Fields>
        {notice}
        <input type="hidden" name="paymentId" value={payment.id} />
        <input type="hidden" name="version" value={payment.version} />
        <SelectField
          label="État"
          name="state"
          isRequired
          defaultValue={payment.state}
          onChange={(event) => setState(paymentStates.find((one) => one === event.currentTarget.value) ?? state)}
          options={paymentStates.map((value) => ({ value, label: paymentStateLabels[value] }))}
          errors={errorsOf('state')}
        />
        {state === 'PAID' && (
          <DateField
            label="Jour du versement"
            name="paidOn"
            isRequired
            max={today}
            defaultValue={payment.paidOn ?? today}
            errors={errorsOf('paidOn')}
          />
        )}
        <TextField
          label="Montant, en euros"
          name="amount"
          isRequired
          inputMode="decimal"
          autoComplete="off"
          defaultValue={payment.amount.replace('.', ',')}
          errors={errorsOf('amount')}
        />
        <DateField label="Échéance" name="dueOn" defaultValue={payment.dueOn ?? undefined} errors={errorsOf('dueOn')} />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="changePayment" fetcher={fetcher}>
          Enregistrer le versement
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}

function ReceiveProof({ proof }: { proof: ListedProof }) {
  const { convention, today } = useLoaderData<typeof loader>();
  const { fetcher, notice, errorsOf } = useAct();
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <Fields>
        {notice}
        <input type="hidden" name="proofId" value={proof.id} />
        <DateField
          label={`Réception de « ${proof.title} »`}
          name="receivedOn"
          isRequired
          max={today}
          defaultValue={today}
          errors={errorsOf('receivedOn')}
        />
        <StoredFileField conventionId={convention.id} name="fileId" label="Fichier" />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="receiveProof" fetcher={fetcher} variant="secondary">
          La pièce est reçue
        </SubmitButton>
        <SubmitButton intent="removeProof" fetcher={fetcher} variant="quiet">
          Ne plus l’attendre
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}

function AddProof({ payment }: { payment: ListedPayment }) {
  const { fetcher, notice, errorsOf } = useAct();
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <Fields>
        {notice}
        <input type="hidden" name="paymentId" value={payment.id} />
        <TextField label="Autre pièce attendue" name="title" isRequired errors={errorsOf('title')} />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="addProof" fetcher={fetcher} variant="secondary">
          Attendre cette pièce
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
