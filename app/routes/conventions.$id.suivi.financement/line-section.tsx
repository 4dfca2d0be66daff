// One budget line: its payments, each with what it waits for, and the means to change them.
import { useLoaderData } from '@remix-run/react';
import { paymentKinds } from '#domain/vocabulary.ts';
import { paymentKindLabels, paymentStateLabels } from '../../budgets/words.ts';
import { useAct } from '../../forms/act-form.tsx';
import { formatDate } from '../../french-format.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { euros } from './amount.ts';
import { ChangePayment } from './change-payment.tsx';
import { ChangeLine, WithdrawLine } from './line-forms.tsx';
import type { loader } from './loader.ts';
import { Proofs } from './proofs.tsx';
import type { ListedLine, ListedPayment } from './queries.ts';

const tones: Record<ListedPayment['state'], BadgeTone> = {
  PLANNED: 'neutral',
  ORDERED: 'info',
  PAID: 'success',
  CANCELLED: 'neutral',
};

const columns: Column<ListedPayment>[] = [
  { id: 'kind', header: 'Versement', isRowHeader: true, cell: ({ kind }) => paymentKindLabels[kind] },
  { id: 'amount', header: 'Montant', align: 'end', cell: ({ amount }) => euros(amount) },
  { id: 'due', header: 'Échéance', cell: ({ dueOn }) => (dueOn ? formatDate(dueOn) : 'Non précisée') },
  {
    id: 'state',
    header: 'État',
    cell: ({ state, paidOn }) => (
      <>
        <Badge tone={tones[state]}>{paymentStateLabels[state]}</Badge>
        {paidOn ? ` le ${formatDate(paidOn)}` : ''}
      </>
    ),
  },
  { id: 'proofs', header: 'Pièces attendues', cell: (payment) => <Proofs payment={payment} /> },
];

export function LineSection({ line }: { line: ListedLine }) {
  const { viewerMayManageMoney } = useLoaderData<typeof loader>().convention;
  return (
    <Section
      title={line.title}
      lead={`${line.operationCode} · ${line.imputation}`}
      actions={
        viewerMayManageMoney && (
          <>
            <ChangeLine line={line} />
            <WithdrawLine line={line} />
          </>
        )
      }
    >
      <Stack>
        {line.payments.length === 0 ? (
          <p>Aucun versement n’est prévu sur cette ligne.</p>
        ) : (
          <Table
            caption={`Versements de la ligne ${line.title}`}
            columns={columns}
            rows={line.payments}
            rowKey={({ id }) => id}
          />
        )}
        {viewerMayManageMoney && (
          <>
            {line.payments.map((payment) => (
              <ChangePayment key={payment.id} payment={payment} />
            ))}
            <AddPayment key={line.payments.length} line={line} />
          </>
        )}
      </Stack>
    </Section>
  );
}

function AddPayment({ line }: { line: ListedLine }) {
  const { fetcher, notice, errorsOf } = useAct();
  return (
    <Disclosure title="Prévoir un versement">
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {notice}
          <input type="hidden" name="budgetLineId" value={line.id} />
          <SelectField
            label="Nature"
            name="kind"
            isRequired
            options={paymentKinds.map((value) => ({ value, label: paymentKindLabels[value] }))}
            errors={errorsOf('kind')}
          />
          <TextField
            label="Montant, en euros"
            name="amount"
            isRequired
            inputMode="decimal"
            autoComplete="off"
            description={`Il reste ${euros(line.sums.remaining)} à engager sur cette ligne.`}
            errors={errorsOf('amount')}
          />
          <DateField label="Échéance" name="dueOn" errors={errorsOf('dueOn')} />
          <TextField
            label="Pièce attendue avant le versement"
            name="proof"
            errors={errorsOf('proofs.0.title')}
            description="D’autres pièces peuvent être ajoutées ensuite."
          />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="addPayment" fetcher={fetcher}>
            Prévoir le versement
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
