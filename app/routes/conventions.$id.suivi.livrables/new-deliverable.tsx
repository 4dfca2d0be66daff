// Adds a counted promise to a passage of the text.
import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useDoneToast } from '../../done-toast.ts';
import { Button } from '../../ui/button.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type Option, SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ShownSet } from './queries.ts';
import type { action } from './route.tsx';

export function NewDeliverable({ passages, sets }: { passages: readonly Option[]; sets: readonly ShownSet[] }) {
  const fetcher = useFetcher<typeof action>();
  const [isOpen, setOpen] = useState(false);
  const times = useDoneToast(fetcher.data);
  useEffect(() => {
    if (times > 0) setOpen(false);
  }, [times]);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const errorsOf = (name: string) => (refusal?.fields[name] ? [refusal.fields[name]] : undefined);
  return (
    <Dialog
      title="Ajouter un livrable"
      trigger={<Button icon="add">Ajouter un livrable</Button>}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {refusal && <Notice tone="error">{Object.values(refusal.fields)[0] ?? refusal.message}</Notice>}
          <TextField label="Titre" name="title" autoComplete="off" isRequired errors={errorsOf('title')} />
          <ComboboxField
            label="Passage du texte"
            name="blockId"
            options={passages}
            placeholder="Tapez quelques mots"
            isRequired
            errors={errorsOf('blockId')}
          />
          <TextField
            label="Nombre attendu"
            name="target"
            type="number"
            inputMode="numeric"
            defaultValue="1"
            isRequired
            errors={errorsOf('target')}
          />
          <DateField label="Échéance" name="dueOn" errors={errorsOf('dueOn')} />
          <SelectField
            label="Liste de référence"
            name="referenceSetId"
            placeholder="Aucune"
            description="Chaque pièce peut cocher une entrée de cette liste, une seule fois."
            options={sets.map(({ id, title, size }) => ({ value: id, label: `${title} (${size})` }))}
            errors={errorsOf('referenceSetId')}
          />
        </Fields>
        <SubmitButton intent="create" fetcher={fetcher}>
          Ajouter le livrable
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
