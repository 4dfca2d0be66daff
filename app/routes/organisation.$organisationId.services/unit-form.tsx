import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { createUnitInput } from '#domain/organisations/inputs.ts';
import { territories } from '#domain/vocabulary.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { territoryLabels } from '../../organisations/words.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { ListedUnit } from './queries.ts';

const unitForm = createUnitInput.omit({ organisationId: true });

interface UnitFormProps {
  /** The unit to change; a new one when left out. */
  unit?: ListedUnit;
  onDone?: () => void;
}

/** Adds a unit, or changes one; emptied after each that was added. */
export function UnitForm({ unit, onDone }: UnitFormProps) {
  const fetcher = useFetcher<typeof action>();
  const times = useDoneToast(fetcher.data);
  useEffect(() => {
    if (times > 0) onDone?.();
  }, [times, onDone]);
  return <UnitFields key={times} unit={unit} fetcher={fetcher} />;
}

type Fetcher = ReturnType<typeof useFetcher<typeof action>>;

function UnitFields({ unit, fetcher }: { unit?: ListedUnit; fetcher: Fetcher }) {
  const [form, fields] = useSchemaForm({
    schema: unitForm,
    answer: fetcher.data,
    defaultValue: unit,
    id: unit ? 'service' : 'nouveau-service',
  });
  return (
    <Form form={form} fetcher={fetcher} preventScrollReset>
      {unit && <input type="hidden" name="unitId" value={unit.id} />}
      <Fields>
        <TextField label="Nom" field={fields.name} autoComplete="off" />
        <TextField
          label="Nom court"
          field={fields.shortName}
          autoComplete="off"
          description="Celui des listes et des curseurs."
        />
        <SelectField
          label="Territoire"
          field={fields.territory}
          placeholder="Aucun"
          options={territories.map((value) => ({ value, label: territoryLabels[value] }))}
        />
      </Fields>
      <ButtonRow>
        <SubmitButton intent={unit ? 'update' : 'create'} fetcher={fetcher}>
          {unit ? 'Enregistrer' : 'Ajouter'}
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
