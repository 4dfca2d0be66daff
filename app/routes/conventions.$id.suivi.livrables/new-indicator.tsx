// Adds something to be measured from time to time to a passage of the text.
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
import type { Option } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './route.tsx';

export function NewIndicator({ passages }: { passages: readonly Option[] }) {
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
      title="Ajouter un indicateur"
      trigger={<Button icon="add">Ajouter un indicateur</Button>}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {refusal && <Notice tone="error">{Object.values(refusal.fields)[0] ?? refusal.message}</Notice>}
          <TextField label="Nom" name="title" autoComplete="off" isRequired errors={errorsOf('title')} />
          <TextField
            label="Unité"
            name="unit"
            autoComplete="off"
            isRequired
            description="Exemple : logements, %, km."
            errors={errorsOf('unit')}
          />
          <ComboboxField
            label="Passage du texte"
            name="blockId"
            options={passages}
            placeholder="Tapez quelques mots"
            isRequired
            errors={errorsOf('blockId')}
          />
          <TextField label="Cible" name="target" inputMode="decimal" autoComplete="off" errors={errorsOf('target')} />
          <DateField label="À atteindre le" name="targetOn" errors={errorsOf('targetOn')} />
        </Fields>
        <SubmitButton intent="createIndicator" fetcher={fetcher}>
          Ajouter l’indicateur
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
