// What is wrong with a form, said at once on top of it, each line leading to its field. Form shows it by itself.
import type { FormMetadata } from '@conform-to/react';
import type { MouseEvent } from 'react';
import { count } from '../french-format.ts';
import styles from './error-summary.module.css';
import { Notice } from './notice.tsx';

/** One line: the sentence, and the id of the field it is about (none: the whole form). */
export interface FormFault {
  fieldId?: string;
  sentence: string;
}

/** Follows the link to a field and puts the focus into it, even when the id is that of a group. */
function goToField(event: MouseEvent<HTMLAnchorElement>, fieldId: string) {
  const target = document.getElementById(fieldId);
  if (!target) return;
  event.preventDefault();
  const first = target.matches('input, select, textarea, button')
    ? target
    : (target.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea, button, [tabindex="0"]') ??
      target);
  first.focus();
  target.scrollIntoView({ block: 'center' });
}

/** The faults themselves; nothing when there are none. */
export function FaultList({ faults }: { faults: readonly FormFault[] }) {
  if (faults.length === 0) return null;
  const whole = faults.filter(({ fieldId }) => fieldId === undefined);
  const placed = faults.filter((fault): fault is Required<FormFault> => fault.fieldId !== undefined);
  const title = whole[0]?.sentence ?? `${count(placed.length, 'information')} à corriger`;
  return (
    <Notice tone="error" title={title} isLive>
      {whole.slice(1).map(({ sentence }) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {placed.length > 0 && (
        <ul className={styles.faults}>
          {placed.map(({ fieldId, sentence }) => (
            <li key={fieldId}>
              <a href={`#${fieldId}`} onClick={(event) => goToField(event, fieldId)}>
                {sentence}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** The faults of a conform form, once it has been sent. */
export function ErrorSummary({ form }: { form: Pick<FormMetadata, 'id' | 'status' | 'allErrors'> }) {
  if (form.status !== 'error') return null;
  const faults = Object.entries(form.allErrors).flatMap(([name, sentences]) =>
    sentences.map((sentence) => (name === '' ? { sentence } : { fieldId: `${form.id}-${name}`, sentence })),
  );
  return <FaultList faults={faults} />;
}
