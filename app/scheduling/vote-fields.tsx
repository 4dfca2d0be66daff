// One question for each date of a poll: « Oui », « Si nécessaire » or « Non ». On the page of a link and on that of the poll;
// native, so that it posts without JavaScript and is a thumb's work on a telephone.
import { type VoteAnswer, voteAnswers } from '#domain/vocabulary.ts';
import { spanOf } from '../meetings/words.ts';
import { RadioGroup } from '../ui/choice-field.tsx';
import styles from './vote-fields.module.css';
import { voteAnswerLabels } from './words.ts';

/** A date that is asked about, with the answer so far. */
export interface AskedSlot {
  id: string;
  startsAt: string;
  endsAt: string;
  answer: VoteAnswer | null;
}

const options = voteAnswers.map((value) => ({ value, label: voteAnswerLabels[value] }));

/** The fields; vote-posted.ts reads what they post. */
export function VoteFields({ slots }: { slots: readonly AskedSlot[] }) {
  return (
    <ul className={styles.slots}>
      {slots.map((slot) => (
        <li key={slot.id}>
          <RadioGroup
            label={spanOf(slot)}
            name={`vote-${slot.id}`}
            isInline
            isRequired
            options={options}
            defaultValue={slot.answer ?? undefined}
          />
        </li>
      ))}
    </ul>
  );
}
