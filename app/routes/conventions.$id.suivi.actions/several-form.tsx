// What is said of the ticked actions at once. The boxes stand in the list, and belong to this form; without a script too.
import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { actionStatuses } from '#domain/vocabulary.ts';
import { actionStatusLabels } from '../../follow-up/words.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { action as act } from './action.ts';

/** The id of the form that the boxes of the list belong to. */
export const SEVERAL = 'several-actions';

/** The boxes of the list, as they are now. */
const boxes = () => document.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][form="${SEVERAL}"]`);

export function SeveralForm({
  leaders,
}: {
  leaders: { value: string; label: string; description?: string | undefined }[];
}) {
  const fetcher = useFetcher<typeof act>();
  const times = useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  // What was said is said: the next time begins with nothing ticked.
  useEffect(() => {
    if (times > 0) for (const box of boxes()) box.checked = false;
  }, [times]);
  return (
    <Disclosure title="Mettre à jour plusieurs actions">
      <p>Cochez les actions dans la liste, puis choisissez ce qui change. Ce qui reste vide ne change pas.</p>
      <Form fetcher={fetcher} id={SEVERAL} preventScrollReset>
        <Fields key={times}>
          {refusal && (
            <Notice tone="error" isLive>
              {Object.values(refusal.fields)[0] ?? refusal.message}
            </Notice>
          )}
          <SelectField
            label="Nouvel état"
            name="status"
            placeholder="Inchangé"
            options={actionStatuses.map((status) => ({ value: status, label: actionStatusLabels[status] }))}
          />
          <DateField label="Nouvelle échéance" name="dueOn" />
          <ComboboxField label="Pilote à ajouter" name="who" options={leaders} placeholder="Tapez quelques lettres" />
        </Fields>
        <ButtonRow>
          <SubmitButton fetcher={fetcher}>Appliquer aux actions cochées</SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
