// The decisions and tasks of the notes, read from the text as it is being written; what goes with each is saved by itself.
import type { Editor } from '@tiptap/core';
import { useMemo } from 'react';
import { blocksOf } from '#domain/texts/text-schema.ts';
import type { OutcomeKind } from '#domain/vocabulary.ts';
import { useEditorValue } from '../../editor/use-editor.ts';
import { useAct } from '../../forms/act-form.tsx';
import { formatDate } from '../../french-format.ts';
import { OutcomeKindBadge } from '../../outcomes/outcome-words.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Keys } from '../../ui/keys.tsx';
import { type Option, SelectField } from '../../ui/select-field.tsx';
import styles from './notes-page.module.css';
import type { MeetingOfNotes, SavedOutcome } from './queries.ts';

/** A decision or a task as the text says it now. */
interface WrittenOutcome {
  id: string;
  kind: OutcomeKind;
  words: string;
}

/** As one value: the panel is drawn again only when it differs. */
function readOutcomes({ state }: Editor): string {
  const found = blocksOf(state.doc).flatMap(({ id, outcome, text }): WrittenOutcome[] =>
    id && outcome ? [{ id, kind: outcome, words: text.trim() }] : [],
  );
  return JSON.stringify(found);
}

type Meeting = Pick<MeetingOfNotes, 'outcomes' | 'invitees' | 'organisers' | 'invited'>;

interface OutcomesPanelProps {
  editor: Editor | null;
  jump(blockId: string): void;
  mayWrite: boolean;
  meeting: Meeting;
  passages: readonly Option[];
}

/** The panel. */
export function OutcomesPanel({ editor, jump, mayWrite, meeting, passages }: OutcomesPanelProps) {
  const json = useEditorValue(editor, readOutcomes, '[]');
  const outcomes = useMemo(() => JSON.parse(json) as WrittenOutcome[], [json]);
  const people = useMemo(() => whoMayDo(meeting), [meeting]);
  if (outcomes.length === 0)
    return (
      <p className={styles.hint}>
        Rien n’est encore décidé. Placez-vous dans un passage et marquez-le comme décision (<Keys keys="Ctrl Alt D" />)
        ou comme tâche (<Keys keys="Ctrl Alt T" />
        ).
      </p>
    );
  return (
    <ul className={styles.outcomes}>
      {outcomes.map((outcome) => {
        const saved = meeting.outcomes.find(({ blockId }) => blockId === outcome.id);
        return (
          <li key={outcome.id} className={styles.outcome}>
            <Button variant="quiet" size="s" icon="arrow-left" onPress={() => jump(outcome.id)}>
              Montrer dans les notes
            </Button>
            <p className={styles.words}>
              <OutcomeKindBadge kind={outcome.kind} />
              {outcome.words || 'Sans texte'}
            </p>
            {mayWrite && outcome.words !== '' && (
              <Disclosure title={summaryOf(outcome, saved, passages)}>
                <OutcomeForm outcome={outcome} saved={saved} people={people} passages={passages} />
              </Disclosure>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Those a task may be given to: people invited with an account, and the services and organisations of the meeting. */
function whoMayDo({ invitees, organisers, invited }: Meeting): Option[] {
  const parties = [...organisers, ...invited, ...invitees.flatMap(({ comesFor }) => comesFor ?? [])];
  const options = [
    ...invitees.flatMap(({ person, name }) => (person ? [{ value: `person:${person.id}`, label: name }] : [])),
    ...parties.map(({ id, name }) => ({ value: `party:${id}`, label: name })),
  ];
  return [...new Map(options.map((option) => [option.value, option])).values()];
}

/** Who does it, as the field's choice; given elsewhere to somebody who is not invited, they are a choice too. */
function assigneeOf(saved: SavedOutcome | undefined): Option | null {
  if (saved?.person) return { value: `person:${saved.person.id}`, label: saved.person.name };
  const party = saved?.unit ?? saved?.organisation;
  return party ? { value: `party:${party.id}`, label: party.shortName } : null;
}

/** What is known of it, on one line. */
function summaryOf({ kind }: WrittenOutcome, saved: SavedOutcome | undefined, passages: readonly Option[]): string {
  const passage = passages.find(({ value }) => value === saved?.programmeItem?.id)?.label;
  const facts =
    kind === 'TASK'
      ? [
          assigneeOf(saved)?.label,
          saved?.doneOn ? `fait le ${formatDate(saved.doneOn)}` : saved?.dueOn && `pour le ${formatDate(saved.dueOn)}`,
          passage,
        ]
      : [passage];
  const known = facts.filter(Boolean).join(' · ');
  return known || (kind === 'TASK' ? 'Dire qui, pour quand et pour quel passage' : 'Dire quel passage elle concerne');
}

interface OutcomeFormProps {
  outcome: WrittenOutcome;
  saved: SavedOutcome | undefined;
  people: readonly Option[];
  passages: readonly Option[];
}

function OutcomeForm({ outcome, saved, people, passages }: OutcomeFormProps) {
  const { fetcher, notice, errorsOf } = useAct();
  const assignee = assigneeOf(saved);
  const choices = assignee && !people.some(({ value }) => value === assignee.value) ? [assignee, ...people] : people;
  const before = {
    who: assignee?.value ?? '',
    dueOn: saved?.dueOn ?? '',
    doneOn: saved?.doneOn ?? '',
    programmeBlockId: saved?.programmeItem?.id ?? '',
  };
  return (
    // Made anew for what somebody else has saved meanwhile.
    <Form fetcher={fetcher} preventScrollReset key={JSON.stringify(before)}>
      <input type="hidden" name="blockId" value={outcome.id} />
      {Object.entries(before).map(([name, value]) => (
        <input key={name} type="hidden" name={`${name}-before`} value={value} />
      ))}
      <Fields>
        {notice}
        {outcome.kind === 'TASK' && (
          <>
            <SelectField
              name="who"
              label="Responsable"
              placeholder="Personne encore"
              options={choices}
              defaultValue={before.who}
              errors={errorsOf('personId') ?? errorsOf('partyId')}
            />
            <DateField name="dueOn" label="Échéance" defaultValue={before.dueOn} errors={errorsOf('dueOn')} />
            <DateField name="doneOn" label="Fait le" defaultValue={before.doneOn} errors={errorsOf('doneOn')} />
          </>
        )}
        <ComboboxField
          name="programmeBlockId"
          label="Passage du programme concerné"
          placeholder="Chercher un article, un objectif, une action…"
          options={passages}
          defaultValue={before.programmeBlockId}
          errors={errorsOf('programmeBlockId')}
        />
      </Fields>
      <SubmitButton intent="outcome" fetcher={fetcher} size="s" variant="secondary">
        Enregistrer
      </SubmitButton>
    </Form>
  );
}
