// The dated notes of an action, latest day first, and the form that adds one.
import { useFetcher } from '@remix-run/react';
import { today } from '#domain/calendar.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDate } from '../../french-format.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import type { action as act } from './action.ts';
import styles from './action-page.module.css';
import type { ShownAction } from './queries.ts';

export function ActionNotes({ action, mayFollow }: { action: ShownAction; mayFollow: boolean }) {
  return (
    <Section title="Notes" lead="Ce qui s’est passé, daté : le bilan annuel les reprend.">
      {action.notes.length === 0 ? (
        <p className={styles.soft}>Aucune note pour l’instant.</p>
      ) : (
        <ul className={styles.notes}>
          {action.notes.map((note) => (
            <Note key={note.id} note={note} mayFollow={mayFollow} />
          ))}
        </ul>
      )}
      {mayFollow && <NoteForm key={action.notes.length} />}
    </Section>
  );
}

function Note({ note, mayFollow }: { note: ShownAction['notes'][number]; mayFollow: boolean }) {
  const fetcher = useFetcher<typeof act>();
  return (
    <li className={styles.note}>
      <p>
        <strong>{formatDate(note.on)}</strong> <span className={styles.soft}>{note.author?.name}</span>
      </p>
      {mayFollow && (
        <Form fetcher={fetcher} preventScrollReset>
          <input type="hidden" name="noteId" value={note.id} />
          <SubmitButton
            intent="withdrawNote"
            fetcher={fetcher}
            variant="quiet"
            size="s"
            aria-label={`Retirer la note du ${formatDate(note.on)}`}
          >
            Retirer
          </SubmitButton>
        </Form>
      )}
      <p className={styles.body}>{note.body}</p>
    </li>
  );
}

function NoteForm() {
  const fetcher = useFetcher<typeof act>({ key: 'note' });
  useDoneToast(fetcher.data);
  const fields = fetcher.data && 'fields' in fetcher.data ? fetcher.data.fields : {};
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <Fields>
        <DateField
          label="Date de la note"
          name="on"
          isRequired
          defaultValue={today()}
          max={today()}
          errors={fields.on ? [fields.on] : undefined}
        />
        <TextArea label="Note" name="body" isRequired errors={fields.body ? [fields.body] : undefined} />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="note" fetcher={fetcher} variant="secondary">
          Ajouter la note
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
