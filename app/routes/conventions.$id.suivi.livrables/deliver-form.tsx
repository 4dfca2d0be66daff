// Hands in one of the things counted: a link, a file, or an entry of the list.
import { today } from '#domain/calendar.ts';
import { StoredFileField } from '../../files/stored-file-field.tsx';
import { useAct } from '../../forms/act-form.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ShownDeliverable, ShownSet } from './queries.ts';

export interface DeliverFormProps {
  deliverable: ShownDeliverable;
  conventionId: string;
  set: ShownSet | null;
}

export function DeliverForm({ deliverable, conventionId, set }: DeliverFormProps) {
  const { fetcher, notice, errorsOf } = useAct(`deliver-${deliverable.id}`);
  const ticked = new Set(deliverable.pieces.flatMap(({ entry }) => (entry ? [entry.id] : [])));
  const entries = set?.entries.filter(({ id }) => !ticked.has(id)) ?? [];
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <input type="hidden" name="deliverableId" value={deliverable.id} />
      <Fields>
        {notice}
        {entries.length > 0 && (
          <SelectField
            label={set?.title ?? ''}
            name="entryId"
            placeholder="Aucune entrée de la liste"
            options={entries.map(({ id, name }) => ({ value: id, label: name }))}
            errors={errorsOf('entryId')}
          />
        )}
        <TextField
          label="Titre de la pièce"
          name="title"
          autoComplete="off"
          description="Sans titre, elle prend le nom du fichier ou de l’entrée."
          errors={errorsOf('title')}
        />
        <DateField
          label="Remise le"
          name="on"
          isRequired
          defaultValue={today()}
          max={today()}
          errors={errorsOf('on')}
        />
        <TextField label="Lien" name="url" type="url" autoComplete="off" errors={errorsOf('url')} />
        <StoredFileField conventionId={conventionId} name="fileId" label="Ou un fichier" />
      </Fields>
      <SubmitButton intent="deliver" fetcher={fetcher}>
        Compter la pièce
      </SubmitButton>
    </Form>
  );
}
