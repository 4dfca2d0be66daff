// Asks for the address of a link, and for its words when none are selected.
import { type FormEvent, useState } from 'react';
import { sentences } from '../french.ts';
import { Button, ButtonRow } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './dialogs.module.css';
import { linkOf } from './link.ts';

export interface LinkDraft {
  /** Empty: a new link. */
  href: string;
  /** The words that carry it; empty: they are to be typed. */
  words: string;
}

export interface LinkDialogProps {
  /** Null: closed. */
  draft: LinkDraft | null;
  onSave(link: LinkDraft): void;
  onRemove(): void;
  onClose(): void;
}

/** The dialog. An address that may not be shown is refused here with the reason. */
export function LinkDialog({ draft, onSave, onRemove, onClose }: LinkDialogProps) {
  return (
    <Dialog
      title={draft?.href ? 'Modifier le lien' : 'Ajouter un lien'}
      size="s"
      isOpen={draft !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {draft && <LinkForm draft={draft} onSave={onSave} onRemove={onRemove} onClose={onClose} />}
    </Dialog>
  );
}

function LinkForm({ draft, onSave, onRemove, onClose }: LinkDialogProps & { draft: LinkDraft }) {
  const [address, setAddress] = useState(draft.href);
  const [words, setWords] = useState(draft.words);
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const href = linkOf(address);
    if (href === null) return setError('Saisissez une adresse de site (https://…) ou une adresse électronique.');
    onSave({ href, words: words.trim() || address.trim() });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        name="adresse"
        label="Adresse"
        description="Par exemple https://www.pasdecalais.fr"
        inputMode="url"
        autoFocus
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        errors={error ? [error] : undefined}
      />
      {draft.words === '' && (
        <TextField
          name="texte"
          label="Texte du lien"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <ButtonRow>
        <Button type="submit" variant="primary">
          {draft.href ? 'Modifier le lien' : 'Ajouter le lien'}
        </Button>
        {draft.href && <Button onPress={onRemove}>Retirer le lien</Button>}
        <Button variant="quiet" onPress={onClose}>
          {sentences.cancel}
        </Button>
      </ButtonRow>
    </form>
  );
}
