import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { placePersonInput } from '#domain/organisations/inputs.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { ListedPerson, ListedUnit } from './queries.ts';

const placeForm = placePersonInput.omit({ personId: true });

interface PlaceDialogProps {
  /** Whose place; null when the window is closed. */
  person: ListedPerson | null;
  units: readonly ListedUnit[];
  onClose: () => void;
}

/** Where somebody works in the organisation. */
export function PlaceDialog({ person, units, onClose }: PlaceDialogProps) {
  return (
    <Dialog
      title={person ? `Fonction et service de ${person.name}` : ''}
      isOpen={person !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {person && <PlaceForm person={person} units={units} onClose={onClose} />}
    </Dialog>
  );
}

function PlaceForm({ person, units, onClose }: PlaceDialogProps & { person: ListedPerson }) {
  const fetcher = useFetcher<typeof action>();
  const times = useDoneToast(fetcher.data);
  useEffect(() => {
    if (times > 0) onClose();
  }, [times, onClose]);
  const [form, fields] = useSchemaForm({
    schema: placeForm,
    answer: fetcher.data,
    defaultValue: { jobTitle: person.jobTitle, unitId: person.unit?.id ?? null },
    id: 'fonction',
  });
  return (
    <Form form={form} fetcher={fetcher} preventScrollReset>
      <input type="hidden" name="personId" value={person.id} />
      <Fields>
        <TextField label="Fonction" field={fields.jobTitle} autoComplete="off" />
        <SelectField
          label="Service"
          field={fields.unitId}
          placeholder="Aucun"
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="place" fetcher={fetcher}>
          Enregistrer
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
