// A participant's role, changed at once when another is chosen, and the way out.
import { useFetcher } from '@remix-run/react';
import { participantRoles } from '#domain/vocabulary.ts';
import { participantRoleLabels } from '../../conventions/words.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { action } from './action.ts';
import styles from './participants-page.module.css';
import type { ListedParticipant } from './queries.ts';

const options = participantRoles.map((role) => ({ value: role, label: participantRoleLabels[role] }));

export function ParticipantActions({ participant }: { participant: ListedParticipant }) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const name = participant.person?.name ?? participant.organisation?.name ?? '';
  const refusal = fetcher.state === 'idle' && fetcher.data && 'message' in fetcher.data ? fetcher.data : null;
  const post = (fields: Record<string, string>) =>
    fetcher.submit({ participantId: participant.id, ...fields }, { method: 'post', preventScrollReset: true });
  // What was chosen shows until the server has answered; a refusal gives the role that still holds.
  const posted = fetcher.formData?.get('role');
  const shown = participantRoles.find((role) => role === posted) ?? participant.role;
  return (
    <div className={styles.actions}>
      <SelectField
        label={`Rôle de ${name}`}
        hideLabel
        isRequired
        name="role"
        options={options}
        value={shown}
        errors={refusal ? [refusal.message] : undefined}
        onChange={(event) => post({ intent: 'change', role: event.currentTarget.value })}
      />
      <ConfirmDialog
        title={`Retirer l’accès de ${name}\u202f?`}
        trigger={<IconButton icon="delete" label={`Retirer ${name}`} />}
        confirmLabel="Retirer l’accès"
        isDangerous
        onConfirm={() => post({ intent: 'remove' })}
      >
        Ses pages ouvertes sur cette convention se ferment aussitôt. Ce qui a été écrit reste.
      </ConfirmDialog>
    </div>
  );
}
