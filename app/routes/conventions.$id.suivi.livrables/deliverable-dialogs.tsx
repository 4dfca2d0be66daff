// Adds a counted promise to a passage of the text, and states one anew.
import { ActDialog, type ErrorsOf } from '../../forms/act-form.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { type Option, SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ShownDeliverable, ShownSet } from './queries.ts';

interface AboutProps {
  sets: readonly ShownSet[];
  errorsOf: ErrorsOf;
  start?: ShownDeliverable;
}

/** What a deliverable is, wherever it stands. */
function About({ sets, errorsOf, start }: AboutProps) {
  return (
    <>
      <TextField
        label="Nombre attendu"
        name="target"
        type="number"
        inputMode="numeric"
        defaultValue={String(start?.target ?? 1)}
        isRequired
        errors={errorsOf('target')}
      />
      <DateField label="Échéance" name="dueOn" defaultValue={start?.dueOn ?? undefined} errors={errorsOf('dueOn')} />
      <SelectField
        label="Liste de référence"
        name="referenceSetId"
        placeholder="Aucune"
        description="Chaque pièce peut cocher une entrée de cette liste, une seule fois."
        defaultValue={start?.referenceSetId ?? ''}
        options={sets.map(({ id, title, size }) => ({ value: id, label: `${title} (${size})` }))}
        errors={errorsOf('referenceSetId')}
      />
    </>
  );
}

export function NewDeliverable({ passages, sets }: { passages: readonly Option[]; sets: readonly ShownSet[] }) {
  return (
    <ActDialog
      title="Ajouter un livrable"
      trigger={<Button icon="add">Ajouter un livrable</Button>}
      intent="create"
      submitLabel="Ajouter le livrable"
    >
      {(errorsOf) => (
        <>
          <TextField label="Titre" name="title" autoComplete="off" isRequired errors={errorsOf('title')} />
          <ComboboxField
            label="Passage du texte"
            name="blockId"
            options={passages}
            placeholder="Tapez quelques mots"
            isRequired
            errors={errorsOf('blockId')}
          />
          <About sets={sets} errorsOf={errorsOf} />
        </>
      )}
    </ActDialog>
  );
}

export function ChangeDeliverable({ deliverable, sets }: { deliverable: ShownDeliverable; sets: readonly ShownSet[] }) {
  const { id, version, title } = deliverable;
  return (
    <ActDialog
      title="Modifier le livrable"
      trigger={
        <Button variant="quiet" size="s" icon="edit" aria-label={`Modifier ${title}`}>
          Modifier
        </Button>
      }
      intent="change"
      submitLabel="Enregistrer le livrable"
    >
      {(errorsOf) => (
        <>
          <input type="hidden" name="deliverableId" value={id} />
          <input type="hidden" name="version" value={version} />
          <TextField
            label="Titre"
            name="title"
            autoComplete="off"
            isRequired
            defaultValue={title}
            errors={errorsOf('title')}
          />
          <About sets={sets} errorsOf={errorsOf} start={deliverable} />
        </>
      )}
    </ActDialog>
  );
}
