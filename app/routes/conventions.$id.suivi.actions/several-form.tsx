// What is said of the ticked actions at once.
import { actionStatuses } from '#domain/vocabulary.ts';
import { actionStatusLabels } from '../../follow-up/words.ts';
import { SeveralThingsForm } from '../../forms/several-form.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';

/** The id of the form that the boxes of the list belong to. */
export const SEVERAL = 'several-actions';

/** Its fields: the state, the due day, one who leads. */
export const SeveralForm = ({
  leaders,
}: {
  leaders: { value: string; label: string; description?: string | undefined }[];
}) => (
  <SeveralThingsForm
    id={SEVERAL}
    title="Mettre à jour plusieurs actions"
    lead="Cochez les actions dans la liste, puis choisissez ce qui change. Ce qui reste vide ne change pas."
    submitLabel="Appliquer aux actions cochées"
  >
    <SelectField
      label="Nouvel état"
      name="status"
      placeholder="Inchangé"
      options={actionStatuses.map((status) => ({ value: status, label: actionStatusLabels[status] }))}
    />
    <DateField label="Nouvelle échéance" name="dueOn" />
    <ComboboxField label="Pilote à ajouter" name="who" options={leaders} placeholder="Tapez quelques lettres" />
  </SeveralThingsForm>
);
