import { useSubmit } from '@remix-run/react';
import { type FormEvent, useEffect, useState } from 'react';
import { createConventionInput } from '#domain/conventions/inputs.ts';
import { useAnswer } from '../../forms/answer.ts';
import { useAwake } from '../../ui/awake.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import styles from './confirm-panel.module.css';
import type { ReviewedDraft } from './queries.ts';
import { isUnsaved, type SavingState } from './use-corrections.ts';

interface ConfirmPanelProps {
  draft: ReviewedDraft;
  state: SavingState;
}

/** Gives the convention its title and year, and makes it; or throws the import away. */
export function ConfirmPanel({ draft, state }: ConfirmPanelProps) {
  const answer = useAnswer<typeof action>();
  const { suggestedTitle: title, suggestedYear } = draft.preview;
  const [form, fields] = useSchemaForm({
    schema: createConventionInput,
    // A number that is none was posted by the other form.
    answer: answer && 'fields' in answer && !answer.fields.number ? answer : undefined,
    defaultValue: { title, year: String(suggestedYear) },
    id: 'convention',
  });
  const { isHeld, hold } = useHeldUntilSaved(state);
  return (
    <div className={styles.panel} onSubmitCapture={hold}>
      <Section title="Créer la convention">
        <Form form={form}>
          <div className={styles.fields}>
            <TextField label="Titre" field={fields.title} autoComplete="off" />
            <TextField label="Année" field={fields.year} inputMode="numeric" autoComplete="off" />
          </div>
          <SubmitButton intent="confirm" icon="check" wide {...(isHeld && { isPending: true })}>
            Créer la convention
          </SubmitButton>
        </Form>
      </Section>
      <p className={styles.after}>
        Vous en serez responsable. Le texte, les marques et les participants se modifient ensuite.
      </p>
      <Discard fileName={draft.fileName} />
    </div>
  );
}

/** The convention is made of what is saved: a press that comes before it is waits, then goes by itself. */
function useHeldUntilSaved(state: SavingState) {
  const mustWait = isUnsaved(state);
  const [held, setHeld] = useState<{ form: HTMLFormElement; button: HTMLElement | null } | null>(null);
  const hold = (event: FormEvent) => {
    if (!mustWait) return;
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event.nativeEvent as SubmitEvent;
    setHeld({ form: event.target as HTMLFormElement, button: submitter });
  };
  useEffect(() => {
    if (!held || mustWait) return;
    setHeld(null);
    held.form.requestSubmit(held.button);
  }, [held, mustWait]);
  // Once it may go, the button is one that sends again before the effect presses it.
  return { isHeld: held !== null && mustWait, hold };
}

const DISCARD = 'Supprimer cet import';

function Discard({ fileName }: { fileName: string }) {
  const isAwake = useAwake();
  const submit = useSubmit();
  if (!isAwake) {
    return (
      <Form>
        <SubmitButton intent="discard" variant="quiet" icon="delete">
          {DISCARD}
        </SubmitButton>
      </Form>
    );
  }
  return (
    <ConfirmDialog
      title="Supprimer cet import ?"
      confirmLabel={DISCARD}
      isDangerous
      trigger={
        <Button variant="quiet" icon="delete">
          {DISCARD}
        </Button>
      }
      onConfirm={() => submit({ intent: 'discard' }, { method: 'post' })}
    >
      Vos corrections de « {fileName} » seront perdues. Le fichier reste sur votre poste : vous pourrez l’importer de
      nouveau.
    </ConfirmDialog>
  );
}
