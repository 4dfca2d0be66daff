// Adds something to be measured from time to time to a passage of the text, and states one anew.
import { ActDialog, type ErrorsOf } from '../../forms/act-form.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import type { Option } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ShownIndicator } from './queries.ts';

/** What is measured, wherever it stands. */
function About({ errorsOf, start }: { errorsOf: ErrorsOf; start?: ShownIndicator }) {
  return (
    <>
      <TextField
        label="Nom"
        name="title"
        autoComplete="off"
        isRequired
        defaultValue={start?.title}
        errors={errorsOf('title')}
      />
      <TextField
        label="Unité"
        name="unit"
        autoComplete="off"
        isRequired
        description="Exemple : logements, %, km."
        defaultValue={start?.unit}
        errors={errorsOf('unit')}
      />
      <TextField
        label="Cible"
        name="target"
        inputMode="decimal"
        autoComplete="off"
        defaultValue={start?.target?.replace('.', ',')}
        errors={errorsOf('target')}
      />
      <DateField
        label="À atteindre le"
        name="targetOn"
        defaultValue={start?.targetOn ?? undefined}
        errors={errorsOf('targetOn')}
      />
    </>
  );
}

export function NewIndicator({ passages }: { passages: readonly Option[] }) {
  return (
    <ActDialog
      title="Ajouter un indicateur"
      trigger={<Button icon="add">Ajouter un indicateur</Button>}
      intent="createIndicator"
      submitLabel="Ajouter l’indicateur"
    >
      {(errorsOf) => (
        <>
          <ComboboxField
            label="Passage du texte"
            name="blockId"
            options={passages}
            placeholder="Tapez quelques mots"
            isRequired
            errors={errorsOf('blockId')}
          />
          <About errorsOf={errorsOf} />
        </>
      )}
    </ActDialog>
  );
}

export function ChangeIndicator({ indicator }: { indicator: ShownIndicator }) {
  const { id, version, title } = indicator;
  return (
    <ActDialog
      title="Modifier l’indicateur"
      trigger={
        <Button variant="quiet" size="s" icon="edit" aria-label={`Modifier ${title}`}>
          Modifier
        </Button>
      }
      intent="changeIndicator"
      submitLabel="Enregistrer l’indicateur"
    >
      {(errorsOf) => (
        <>
          <input type="hidden" name="indicatorId" value={id} />
          <input type="hidden" name="version" value={version} />
          <About errorsOf={errorsOf} start={indicator} />
        </>
      )}
    </ActDialog>
  );
}
