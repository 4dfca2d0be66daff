// Says where an action stands. A form filled in from an older reading is refused, and says so.
import { useFetcher } from '@remix-run/react';
import { actionStatuses } from '#domain/vocabulary.ts';
import { actionStatusLabels } from '../../follow-up/words.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action as act } from './action.ts';
import type { ShownAction } from './queries.ts';

export function FollowForm({ action }: { action: ShownAction }) {
  const fetcher = useFetcher<typeof act>({ key: `follow-${action.id}` });
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const errorsOf = (name: string) => (refusal?.fields[name] ? [refusal.fields[name]] : undefined);
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <Fields>
        {refusal && (
          <Notice tone="error" isLive>
            {Object.values(refusal.fields)[0] ?? refusal.message}
          </Notice>
        )}
        <input type="hidden" name="version" value={action.version} />
        <SelectField
          label="État"
          name="status"
          isRequired
          defaultValue={action.status}
          options={actionStatuses.map((status) => ({ value: status, label: actionStatusLabels[status] }))}
          errors={errorsOf('status')}
        />
        <TextField
          label="Avancement, en %"
          name="progress"
          isRequired
          type="number"
          inputMode="numeric"
          defaultValue={String(action.progress)}
          description="« Réalisée » vaut 100 %."
          errors={errorsOf('progress')}
        />
        <DateField
          label="Échéance"
          name="dueOn"
          defaultValue={action.dueOn ?? ''}
          description="Passée cette date, l’action est signalée en retard."
          errors={errorsOf('dueOn')}
        />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="follow" fetcher={fetcher}>
          Enregistrer
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
