// Dates of one's own, beside those that were found: an evening or a Saturday too, told as such while it is typed.
import { useState } from 'react';
import { today } from '#domain/calendar.ts';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './slot-form.module.css';
import { typedNote } from './slot-notes.ts';
import { TYPED_SLOTS } from './slots-posted.ts';

/** Fields of their own, for what the search does not propose; without a script they are simply there. */
export function TypedSlots() {
  return (
    <Disclosure title="Ajouter un créneau">
      <Fields>
        <p className={styles.note}>Un créneau en soirée ou en fin de semaine est possible, et il est signalé.</p>
        {TYPED_SLOTS.map((index) => (
          <TypedSlot key={index} index={index} />
        ))}
      </Fields>
    </Disclosure>
  );
}

function TypedSlot({ index }: { index: number }) {
  const [day, setDay] = useState('');
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  return (
    <div className={styles.typed}>
      <DateField
        label={`Jour ${index + 1}`}
        name={`day-${index}`}
        min={today()}
        onSelect={(chosen) => setDay(chosen ?? '')}
      />
      <TextField
        label="Début"
        name={`start-${index}`}
        placeholder="9:30"
        autoComplete="off"
        onChange={({ target }) => setStart(target.value)}
      />
      <TextField
        label="Fin"
        name={`end-${index}`}
        placeholder="11:00"
        autoComplete="off"
        onChange={({ target }) => setEnd(target.value)}
      />
      {/* Always there, so that it is read out when it comes. */}
      <p className={styles.said} aria-live="polite">
        {typedNote(day, start, end)}
      </p>
    </div>
  );
}
