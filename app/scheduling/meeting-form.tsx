// The form that states a meeting: what it is, when, where, who calls it, what it is to discharge. Used by the pages that
// prepare and change one; posts without JavaScript.
import type { z } from 'zod';
import { meetingForm } from '#domain/meetings/inputs.ts';
import { meetingKinds } from '#domain/vocabulary.ts';
import { count, formatDate } from '../french-format.ts';
import type { MeetingChoices } from '../meetings/meeting-queries.ts';
import { meetingKindLabels } from '../meetings/words.ts';
import { windowWords } from '../obligations/words.ts';
import { ButtonRow, LinkButton } from '../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../ui/choice-field.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Fields } from '../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../ui/form.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import styles from './meeting-form.module.css';

/** The meeting as the form starts with it. */
export type StartingMeeting = Partial<z.input<typeof meetingForm>>;

interface Aim {
  id: string;
  startsOn: string;
  dueOn: string;
  obligation: { title: string };
}

export interface MeetingFormProps {
  choices: MeetingChoices;
  start: StartingMeeting;
  /** What the meeting aims at already. */
  aims?: readonly Aim[];
  /** Of the meeting that is changed. */
  version?: number;
  /** Whether a date may be looked for or given, is given, or is asked of those invited already. */
  datings?: 'free' | 'known' | 'asked';
  /** Those invited are told. */
  isCalled?: boolean;
  answer: object | null | undefined;
  /** Where « Annuler » leads. */
  back: string;
}

export function MeetingForm({ choices, start, aims = [], version, answer, back, ...props }: MeetingFormProps) {
  const { datings = 'free', isCalled } = props;
  const nights = Number(start.nights ?? 0);
  const [form, fields] = useSchemaForm({ schema: meetingForm, answer, defaultValue: start as never });
  return (
    <Form form={form}>
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <input type="hidden" name="conventionId" value={choices.convention.id} />
      {nights > 0 && <input type="hidden" name="nights" value={nights} />}
      <Fields>
        <SelectField
          label="Type de réunion"
          field={fields.kind}
          isRequired
          placeholder="Choisir…"
          options={meetingKinds.map((value) => ({ value, label: meetingKindLabels[value] }))}
          description="Un échange territorial réunit les deux MDADT : elles sont cochées plus bas."
          onChange={(event) => event.target.value === 'TERRITORIAL_EXCHANGE' && tickHouses(event.target.form)}
        />
        <TextField label="Intitulé" field={fields.title} isRequired autoComplete="off" />
        {datings === 'asked' ? (
          <input type="hidden" name="dating" value="POLL" />
        ) : (
          <div className={styles.dating}>
            {datings === 'free' && (
              <RadioGroup
                label="Date"
                field={fields.dating}
                isRequired
                options={[
                  {
                    value: 'POLL',
                    label: 'Trouver une date',
                    description: 'Vous proposez plusieurs dates aux personnes invitées, puis retenez la meilleure.',
                  },
                  { value: 'DATE', label: 'La date est connue' },
                ]}
              />
            )}
            <div className={styles.when}>
              <DateField label="Jour" field={fields.day} isRequired />
              <TextField label="Début" field={fields.startTime} isRequired placeholder="9:30" autoComplete="off" />
              <TextField
                label="Fin"
                field={fields.endTime}
                isRequired
                placeholder="11:00"
                autoComplete="off"
                description={nights > 0 ? count(nights, 'jour plus tard', 'jours plus tard') : undefined}
              />
            </div>
          </div>
        )}
        <TextField label="Lieu" field={fields.place} autoComplete="off" />
        <TextField label="Adresse de la visioconférence" field={fields.link} type="url" autoComplete="off" />
        <TextArea label="Objet" field={fields.purpose} description="Repris dans l’invitation." />
        <Organisers choices={choices} chosen={start.organiserIds ?? []} errors={fields.organiserIds.errors} />
        <Aims choices={choices} aims={aims} chosen={start.occurrenceIds ?? []} errors={fields.occurrenceIds.errors} />
      </Fields>
      <ButtonRow>
        <SubmitButton>{isCalled ? 'Enregistrer et prévenir les invités' : 'Enregistrer'}</SubmitButton>
        <LinkButton to={back}>Annuler</LinkButton>
      </ButtonRow>
    </Form>
  );
}

/** An exchange brings both MDADT together: choosing that kind ticks them, and they may be unticked. */
function tickHouses(form: HTMLFormElement | null) {
  for (const box of form?.querySelectorAll<HTMLInputElement>('[data-houses] input[type="checkbox"]') ?? [])
    if (!box.checked) box.click();
}

interface ChoiceProps {
  choices: MeetingChoices;
  chosen: readonly string[];
  errors: string[] | undefined;
}

/** The two MDADT in view, for they call most meetings together; the others folded. */
function Organisers({ choices, chosen, errors }: ChoiceProps) {
  const { parties } = choices.meetingCandidates;
  const option = ({ id, name, organisation, unit }: (typeof parties)[number]) => ({
    value: id,
    label: name,
    description: unit ? organisation.shortName : undefined,
  });
  const houses = parties.filter(({ unit }) => unit?.territory);
  const others = parties.filter(({ unit }) => !unit?.territory);
  const isOtherChosen = others.some(({ id }) => chosen.includes(id));
  return (
    <>
      <div data-houses>
        <CheckboxGroup
          label="Organisée par"
          description="Les personnes de ces services sont invitées."
          name="organiserIds"
          options={houses.map(option)}
          defaultValues={chosen}
          errors={errors}
        />
      </div>
      <Disclosure title="Autres organisateurs" isOpenAtFirst={isOtherChosen}>
        <CheckboxGroup
          label="Autres organisateurs"
          hideLabel
          name="organiserIds"
          options={others.map(option)}
          defaultValues={chosen}
        />
      </Disclosure>
    </>
  );
}

function Aims({ choices, aims, chosen, errors }: ChoiceProps & { aims: readonly Aim[] }) {
  const proposed = choices.occurrences.edges
    .map(({ node }) => node)
    .filter(({ id, obligation }) => obligation.proof === 'MEETING' || chosen.includes(id));
  // Met already, or beyond what is proposed: it is still what the meeting aims at, and may be unticked.
  const others = aims.filter(({ id }) => !proposed.some((one) => one.id === id));
  const options = [...others, ...proposed].map(({ id, startsOn, dueOn, obligation }) => ({
    value: id,
    label: obligation.title,
    description: `Échéance\u00a0: ${formatDate(dueOn)}, période ${windowWords({ startsOn, dueOn })}`,
  }));
  if (options.length === 0) return null;
  return (
    <Disclosure title="Obligations que la réunion doit satisfaire" isOpenAtFirst={chosen.length > 0 || !!errors}>
      <CheckboxGroup
        label="Obligations que la réunion doit satisfaire"
        hideLabel
        description="L’approbation de son compte rendu en apporte la preuve ; une seule échéance par obligation."
        name="occurrenceIds"
        options={options}
        defaultValues={chosen}
        errors={errors}
      />
    </Disclosure>
  );
}
