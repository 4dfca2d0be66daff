// Adds a line of what was voted, states one anew, and withdraws one.
import { ActDialog, type ErrorsOf, useAct } from '../../forms/act-form.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ListedLine } from './queries.ts';

/** An amount as people type it. */
const typed = (amount: string | null | undefined) => amount?.replace('.', ',');

/** What a line says. */
function About({ errorsOf, start }: { errorsOf: ErrorsOf; start?: ListedLine }) {
  return (
    <>
      <TextField label="Libellé" name="title" isRequired defaultValue={start?.title} errors={errorsOf('title')} />
      <TextField
        label="Code opération"
        name="operationCode"
        isRequired
        autoComplete="off"
        defaultValue={start?.operationCode}
        errors={errorsOf('operationCode')}
      />
      <TextField
        label="Imputation"
        name="imputation"
        isRequired
        autoComplete="off"
        defaultValue={start?.imputation}
        errors={errorsOf('imputation')}
      />
      <TextField
        label="Autorisation d’engagement, en euros"
        name="commitmentAuthorisation"
        isRequired
        inputMode="decimal"
        autoComplete="off"
        defaultValue={typed(start?.commitmentAuthorisation)}
        errors={errorsOf('commitmentAuthorisation')}
      />
      <TextField
        label="Crédits de paiement, en euros"
        name="paymentCredit"
        inputMode="decimal"
        autoComplete="off"
        defaultValue={typed(start?.paymentCredit)}
        errors={errorsOf('paymentCredit')}
      />
    </>
  );
}

export function AddLine() {
  const { fetcher, notice, errorsOf } = useAct();
  return (
    <Disclosure title="Ajouter une ligne budgétaire">
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {notice}
          <About errorsOf={errorsOf} />
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

export function ChangeLine({ line }: { line: ListedLine }) {
  return (
    <ActDialog
      title="Modifier la ligne budgétaire"
      trigger={
        <Button variant="quiet" size="s" icon="edit" aria-label={`Modifier la ligne ${line.title}`}>
          Modifier
        </Button>
      }
      intent="changeLine"
      submitLabel="Enregistrer la ligne"
    >
      {(errorsOf) => (
        <>
          <input type="hidden" name="budgetLineId" value={line.id} />
          <input type="hidden" name="version" value={line.version} />
          <About errorsOf={errorsOf} start={line} />
        </>
      )}
    </ActDialog>
  );
}

export function WithdrawLine({ line }: { line: ListedLine }) {
  const { fetcher, notice } = useAct();
  return (
    <>
      <ConfirmDialog
        title={`Retirer la ligne « ${line.title} » ?`}
        trigger={
          <Button variant="quiet" size="s" icon="delete" aria-label={`Retirer la ligne ${line.title}`}>
            Retirer
          </Button>
        }
        confirmLabel="Retirer la ligne"
        isDangerous
        onConfirm={() => {
          fetcher.submit({ intent: 'withdrawLine', budgetLineId: line.id }, { method: 'post' });
        }}
      >
        Elle ne sera plus comptée. L’historique en garde la trace.
      </ConfirmDialog>
      {notice}
    </>
  );
}
