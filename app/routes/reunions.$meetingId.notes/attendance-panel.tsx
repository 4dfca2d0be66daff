// Who is there: one choice a person, recorded as it is made; what others record shows by itself.
import { useFetcher } from '@remix-run/react';
import { meetingAttendances } from '#domain/vocabulary.ts';
import type { Refusal } from '../../forms/form-result.ts';
import { meetingAttendanceLabels } from '../../meetings/words.ts';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './notes-page.module.css';
import type { MeetingOfNotes } from './queries.ts';

type Invitee = MeetingOfNotes['invitees'][number];

const options = meetingAttendances.map((value) => ({ value, label: meetingAttendanceLabels[value] }));

/** The list of those invited. */
export function AttendancePanel({ invitees, mayWrite }: { invitees: readonly Invitee[]; mayWrite: boolean }) {
  return (
    <ul className={styles.invitees}>
      {invitees.map((invitee) => (
        <InviteeLine key={invitee.id} invitee={invitee} mayWrite={mayWrite} />
      ))}
    </ul>
  );
}

function InviteeLine({ invitee, mayWrite }: { invitee: Invitee; mayWrite: boolean }) {
  const { id, name, comesFor, attendance } = invitee;
  const fetcher = useFetcher<{ ok: true } | Refusal>();
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  // What was just chosen shows while it is on its way.
  const shown = (fetcher.formData?.get('attendance') ?? attendance ?? '') as typeof attendance | '';
  return (
    <li className={styles.invitee}>
      <SelectField
        name="attendance"
        label={name}
        description={comesFor?.name}
        placeholder="—"
        options={options}
        value={shown ?? ''}
        isDisabled={!mayWrite}
        onChange={({ target }) =>
          fetcher.submit({ intent: 'attendance', inviteeId: id, attendance: target.value }, { method: 'post' })
        }
      />
      {refusal && (
        <Notice tone="error" isLive>
          {refusal.message}
        </Notice>
      )}
    </li>
  );
}
