// The words of a block in a field, to be written anew where they stand.
import { type FormEvent, useState } from 'react';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import { briefly, type CarriedBlock } from './sections.ts';
import type { SendRewrites } from './use-rewrites.ts';

interface RewrittenBlockProps {
  block: CarriedBlock;
  send: SendRewrites;
  isSending: boolean;
  close: () => void;
}

export function RewrittenBlock({ block: { id, item }, send, isSending, close }: RewrittenBlockProps) {
  // What was read when the field opened: whoever else changes the passage meanwhile is not overwritten.
  const [before] = useState(item.text);
  const [typed, setTyped] = useState(item.text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === before) close();
    else send([{ blockId: id, before, after: typed }], close);
  };
  return (
    <form onSubmit={submit}>
      <TextArea
        label={`Nouveaux mots de «\u00a0${briefly(item.text) || 'sans texte'}\u00a0»`}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        rows={Math.min(12, Math.max(3, Math.ceil(item.text.length / 70)))}
        autoFocus
      />
      <ButtonRow>
        <Button type="submit" size="s" variant="primary" isDisabled={isSending || typed.trim() === ''}>
          Modifier le texte
        </Button>
        <Button size="s" variant="quiet" onPress={close}>
          Annuler
        </Button>
      </ButtonRow>
    </form>
  );
}
