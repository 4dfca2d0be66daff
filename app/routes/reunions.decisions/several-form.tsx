// What is said of the ticked tasks at once.
import { SeveralThingsForm } from '../../forms/several-form.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';

/** The id of the form that the boxes of the list belong to. */
export const SEVERAL = 'several-tasks';

/** Its fields: whether they are done, the due day, who does them. */
export const SeveralForm = ({
  leaders,
}: {
  leaders: { value: string; label: string; description?: string | undefined }[];
}) => (
  <SeveralThingsForm
    id={SEVERAL}
    title="Mettre à jour plusieurs tâches"
    lead="Cochez les tâches dans la liste, puis choisissez ce qui change. Ce qui reste vide ne change pas."
    submitLabel="Appliquer aux tâches cochées"
    intent="several"
  >
    <SelectField
      label="Nouvel état"
      name="state"
      placeholder="Inchangé"
      options={[
        { value: 'faite', label: 'Faite aujourd’hui' },
        { value: 'a-faire', label: 'À faire' },
      ]}
    />
    <DateField label="Nouvelle échéance" name="dueOn" />
    <ComboboxField
      label="Responsable"
      name="who"
      options={leaders}
      placeholder="Tapez quelques lettres"
      description="Pour choisir une personne, filtrez d’abord par convention."
    />
  </SeveralThingsForm>
);
