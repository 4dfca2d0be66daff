// The dates to propose: ticked among the free ones, week by week, or typed; and until when to answer.

import { useLoaderData } from '@remix-run/react';
import { dayAt, mondayOf, today } from '#domain/calendar.ts';
import { typeset } from '#domain/french.ts';
import { SLOTS } from '#domain/scheduling/inputs.ts';
import { useAnswer } from '../../forms/answer.ts';
import { formatDate, formatList, formatLongDate } from '../../french-format.ts';
import { hoursOf, spanOf } from '../../meetings/words.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { CheckboxGroup } from '../../ui/choice-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import type { Proposals, ShownSlot } from './queries.ts';
import styles from './slot-form.module.css';
import { noteOf, proposedNote } from './slot-notes.ts';
import { TypedSlots } from './typed-slots.tsx';

type Proposed = Proposals['slots'][number];

const postedOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => `${startsAt}/${endsAt}`;

function byWeek(slots: readonly Proposed[]): [monday: string, slots: Proposed[]][] {
  const weeks = new Map<string, Proposed[]>();
  for (const slot of slots) {
    const monday = mondayOf(dayAt(new Date(slot.startsAt)));
    weeks.set(monday, [...(weeks.get(monday) ?? []), slot]);
  }
  return [...weeks];
}

/** The form that sends the poll, or its change. */
export function SlotForm({ proposals }: { proposals: Proposals }) {
  const { meeting, isOpen } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const errors = answer && 'fields' in answer ? answer.fields : {};
  const { poll } = meeting;
  const asked = isOpen && poll ? poll.slots : [];
  const known = new Set(asked.map(postedOf));
  return (
    <Form>
      <input type="hidden" name="version" value={isOpen && poll ? poll.version : meeting.version} />
      <Section
        title="Dates à proposer"
        lead={`Cochez de ${SLOTS.least} à ${SLOTS.most} créneaux. Les fins de semaine et les jours fériés sont écartés.`}
      >
        <Stack gap="l">
          <Asked slots={asked} />
          <FreeSlots slots={proposals.slots.filter((slot) => !known.has(postedOf(slot)))} />
          <LeftOut proposals={proposals} />
          <Fields>
            <TypedSlots />
            <DateField
              label="Répondre au plus tard le"
              name="answerBy"
              isRequired
              min={today()}
              defaultValue={isOpen && poll ? poll.answerBy : undefined}
              errors={errors.answerBy ? [errors.answerBy] : undefined}
              description="Avant le jour du premier créneau. Une relance part deux jours plus tôt à qui n’a pas répondu."
            />
          </Fields>
        </Stack>
      </Section>
      <ButtonRow>
        <SubmitButton intent={isOpen ? 'change' : 'open'} icon="send">
          {isOpen ? 'Enregistrer les dates' : 'Envoyer le sondage'}
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}

function Asked({ slots }: { slots: readonly ShownSlot[] }) {
  if (slots.length === 0) return null;
  return (
    <CheckboxGroup
      label="Déjà proposées"
      name="slot"
      isRequired
      options={slots.map((slot) => ({
        value: postedOf(slot),
        label: spanOf(slot),
        description: proposedNote(slot),
      }))}
      defaultValues={slots.map(postedOf)}
    />
  );
}

function FreeSlots({ slots }: { slots: readonly Proposed[] }) {
  if (slots.length === 0) return <Notice>Aucun créneau libre entre ces deux jours.</Notice>;
  return (
    <div className={styles.weeks}>
      {byWeek(slots).map(([monday, week]) => (
        <CheckboxGroup
          key={monday}
          label={`Semaine du ${formatDate(monday)}`}
          name="slot"
          isRequired
          options={week.map((slot) => ({
            value: postedOf(slot),
            label: `${formatLongDate(slot.startsAt).replace(/\s\d{4}$/u, '')}, ${hoursOf(slot)}`,
            description: noteOf(slot),
          }))}
        />
      ))}
    </div>
  );
}

function LeftOut({ proposals: { leftOut } }: { proposals: Proposals }) {
  if (leftOut.length === 0) return null;
  const days = leftOut.map(({ day, name }) => `${formatLongDate(day)} (${name})`);
  return <p className={styles.note}>{typeset(`Jours fériés écartés : ${formatList(days)}.`)}</p>;
}
