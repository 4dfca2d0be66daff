// Those invited with what they answered, and once the meeting is held, who was there.
import { useFetcher } from '@remix-run/react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDate } from '../../french-format.ts';
import { AnswerBadge } from '../../meetings/meeting-badge.tsx';
import { answersOf, attendanceOf, meetingAttendanceLabels } from '../../meetings/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { action } from './action.ts';
import styles from './invitee-table.module.css';
import type { ShownMeeting } from './queries.ts';

type Invitee = ShownMeeting['invitees'][number];

const columns: Column<Invitee>[] = [
  { id: 'name', header: 'Invité', isRowHeader: true, cell: (invitee) => <Name {...invitee} /> },
  { id: 'for', header: 'Pour', cell: ({ comesFor, email }) => comesFor?.name ?? email ?? '—' },
];

const presenceWords = (required: boolean) => (required ? 'Requise' : 'Facultative');

const presences: Column<Invitee> = {
  id: 'required',
  header: 'Présence',
  cell: ({ required }) => presenceWords(required),
};

/** The same, to be changed. */
const changeable: Column<Invitee> = { ...presences, cell: (invitee) => <Presence invitee={invitee} /> };

/** Who it is, and that mail does not reach them. */
function Name({ name, mailRefusedAt }: Invitee) {
  return (
    <span className={styles.name}>
      {name}
      {mailRefusedAt && <span className={styles.unreached}>Courriel non remis le {formatDate(mailRefusedAt)}</span>}
    </span>
  );
}

const answers: Column<Invitee> = {
  id: 'answer',
  header: 'Réponse',
  cell: ({ answer, answerWords }) => (
    <div className={styles.answer}>
      <AnswerBadge answer={answer} />
      {answerWords && <q className={styles.words}>{answerWords}</q>}
    </div>
  ),
};

const attendances: Column<Invitee> = {
  id: 'attendance',
  header: 'Le jour même',
  cell: ({ attendance }) =>
    attendance ? (
      <Badge tone={attendance === 'EXCUSED' ? 'neutral' : 'success'}>{meetingAttendanceLabels[attendance]}</Badge>
    ) : (
      'Absent'
    ),
};

/** The table of those invited. */
export function InviteeTable({ meeting, mayChange }: { meeting: ShownMeeting; mayChange: boolean }) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.state === 'idle' && fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const uninvite = (who: { inviteeId: string } | { partyId: string }) =>
    fetcher.submit({ intent: 'uninvite', ...who }, { method: 'post', preventScrollReset: true });
  const remove = (inviteeId: string) => uninvite({ inviteeId });
  const renew = (inviteeId: string) =>
    fetcher.submit({ intent: 'renew', inviteeId }, { method: 'post', preventScrollReset: true });
  const { state, invitees, invited, poll } = meeting;
  const shown = [
    ...columns,
    mayChange ? changeable : presences,
    ...(state === 'HELD' ? [attendances] : state === 'DRAFT' ? [] : [answers]),
    ...(mayChange ? [acts({ isCalled: state === 'CALLED', isAsked: poll?.closedAt === null, remove, renew })] : []),
  ];
  return (
    <Section
      title={state === 'HELD' ? 'Présences' : 'Invités'}
      lead={state === 'HELD' ? attendanceOf(invitees) : state === 'DRAFT' ? undefined : answersOf(invitees)}
      actions={mayChange && state === 'CALLED' && isAwaited(meeting) && <Remind />}
    >
      {refusal && (
        <Notice tone="error" isLive>
          {refusal.message}
        </Notice>
      )}
      {mayChange && invited.length > 0 && (
        <ul aria-label="Organismes et services invités" className={styles.parties}>
          {invited.map((party) => (
            <InvitedParty key={party.id} party={party} remove={() => uninvite({ partyId: party.id })} />
          ))}
        </ul>
      )}
      {invitees.length === 0 ? (
        <EmptyState icon="people" title="Personne n’est invité">
          Invitez des personnes, des services ou des organismes.
        </EmptyState>
      ) : (
        <Table caption="Invités" rows={invitees} rowKey={({ id }) => id} columns={shown} />
      )}
    </Section>
  );
}

/** Whether somebody has not answered a meeting that is to come. */
const isAwaited = ({ endsAt, invitees }: ShownMeeting) =>
  endsAt !== null && new Date(endsAt) > new Date() && invitees.some(({ answer }) => answer === 'NEEDS_ACTION');

/** Asks again those who have not answered. */
function Remind() {
  return (
    <Form preventScrollReset>
      <SubmitButton intent="remind" variant="secondary" size="s" icon="mail">
        Relancer
      </SubmitButton>
    </Form>
  );
}

/** Whether they must come, and the way to say otherwise. */
function Presence({ invitee: { id, name, required } }: { invitee: Invitee }) {
  const fetcher = useFetcher<typeof action>();
  const shown = fetcher.formData ? fetcher.formData.get('required') === 'on' : required;
  return (
    <fetcher.Form method="post" className={styles.presence}>
      <input type="hidden" name="inviteeId" value={id} />
      <input type="hidden" name="required" value={shown ? 'off' : 'on'} />
      {presenceWords(shown)}
      <IconButton
        type="submit"
        name="intent"
        value="require"
        icon="edit"
        size="s"
        label={`Rendre ${presenceWords(!shown).toLowerCase()} la présence de ${name}`}
      />
    </fetcher.Form>
  );
}

/** A service or organisation invited as such, with the way to take it back. */
function InvitedParty({ party, remove }: { party: ShownMeeting['invited'][number]; remove: () => void }) {
  return (
    <li>
      {party.name}
      <ConfirmDialog
        title={`Retirer l’invitation de ${party.name}\u202f?`}
        trigger={<IconButton icon="delete" label={`Retirer ${party.name} et ses personnes`} size="s" />}
        confirmLabel="Retirer l’invitation"
        isDangerous
        onConfirm={remove}
      >
        Les invitations de ses personnes sont retirées avec la sienne. Si la réunion est convoquée, un courriel le leur
        dira.
      </ConfirmDialog>
    </li>
  );
}

interface Acts {
  isCalled: boolean;
  /** For a date. */
  isAsked: boolean;
  remove: (id: string) => void;
  renew: (id: string) => void;
}

const acts = ({ isCalled, isAsked, remove, renew }: Acts): Column<Invitee> => ({
  id: 'acts',
  header: 'Agir',
  isHeaderHidden: true,
  align: 'end',
  cell: (invitee) => (
    <div className={styles.acts}>
      {(isCalled || isAsked) && <Renewal invitee={invitee} renew={renew} />}
      <Removal invitee={invitee} isCalled={isCalled} isAsked={isAsked} remove={remove} />
    </div>
  ),
});

function Renewal({ invitee: { id, name }, renew }: { invitee: Invitee; renew: Acts['renew'] }) {
  return (
    <ConfirmDialog
      title={`Envoyer un nouveau lien à ${name}\u202f?`}
      trigger={<IconButton icon="link" label={`Nouveau lien pour ${name}`} />}
      confirmLabel="Envoyer un nouveau lien"
      onConfirm={() => renew(id)}
    >
      Ses liens précédents ne répondront plus. Utile si un courriel s’est perdu ou a été transféré.
    </ConfirmDialog>
  );
}

type RemovalProps = Omit<Acts, 'renew'> & { invitee: Invitee };

function Removal({ invitee: { id, name }, isCalled, isAsked, remove }: RemovalProps) {
  return (
    <ConfirmDialog
      title={`Retirer l’invitation de ${name}\u202f?`}
      trigger={<IconButton icon="delete" label={`Retirer ${name}`} />}
      confirmLabel="Retirer l’invitation"
      isDangerous
      onConfirm={() => remove(id)}
    >
      {isCalled
        ? 'Un courriel le lui dira, et son agenda retirera la réunion.'
        : isAsked
          ? 'Un courriel le lui dira, et son lien de réponse ne sera plus valable.'
          : 'Personne n’a encore été prévenu.'}
    </ConfirmDialog>
  );
}
