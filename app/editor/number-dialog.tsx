// Asks which number a heading must carry, whatever its place.
import { type FormEvent, useState } from 'react';
import { sentences } from '../french.ts';
import { Button, ButtonRow } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './dialogs.module.css';

/** No text has more articles than this. */
const HIGHEST = 999;

export interface NumberDialogProps {
  /** The number the heading has now; null: closed. */
  current: number | null;
  onSave(number: number): void;
  onClose(): void;
}

/** The dialog: a whole number from 1. */
export function NumberDialog({ current, onSave, onClose }: NumberDialogProps) {
  return (
    <Dialog
      title="Imposer un numéro"
      size="s"
      isOpen={current !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {current !== null && <NumberForm current={current} onSave={onSave} onClose={onClose} />}
    </Dialog>
  );
}

function NumberForm({ current, onSave, onClose }: NumberDialogProps) {
  const [typed, setTyped] = useState(String(current));
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = Number(typed);
    if (!Number.isInteger(number) || number < 1 || number > HIGHEST)
      return setError(`Saisissez un nombre entier de 1 à ${HIGHEST}.`);
    onSave(number);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        name="numero"
        label="Numéro"
        description="Les titres suivants, ou les éléments de la liste, continuent à partir de ce numéro. Pour un objectif, le chiffre après le point ; pour une partie ou une lettre, son rang (3 pour III ou c)."
        inputMode="numeric"
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        errors={error ? [error] : undefined}
      />
      <ButtonRow>
        <Button type="submit" variant="primary">
          Imposer ce numéro
        </Button>
        <Button variant="quiet" onPress={onClose}>
          {sentences.cancel}
        </Button>
      </ButtonRow>
    </form>
  );
}
