import { useFetcher, useSubmit } from '@remix-run/react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDate, formatDateTime } from '../../french-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section } from '../../ui/section.tsx';
import { Table } from '../../ui/table.tsx';
import type { action } from './action.ts';
import styles from './session-list.module.css';

export interface ListedSession {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  browser: string | null;
  system: string | null;
  isThisOne: boolean;
}

/** « Firefox sous Windows », as far as the browser says. */
const deviceWords = ({ browser, system }: ListedSession) => {
  if (browser && system) return `${browser} sous ${system}`;
  return browser ?? system ?? 'Appareil inconnu';
};

/** Where I am signed in, and how to stop it. */
export function SessionList({ sessions }: { sessions: readonly ListedSession[] }) {
  // One for all rows: the row it ends is gone when the answer comes.
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  return (
    <Section
      title="Sessions ouvertes"
      lead="Une session se ferme après 72 heures sans usage, et au plus tard au bout de 30 jours."
      actions={<SignOutEverywhere />}
    >
      <Table
        caption="Sessions ouvertes"
        rows={sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'device',
            header: 'Appareil',
            isRowHeader: true,
            cell: (session) => (
              <span className={styles.device}>
                {deviceWords(session)}
                {session.isThisOne && <Badge tone="accent">Cet appareil</Badge>}
              </span>
            ),
          },
          { id: 'opened', header: 'Ouverte le', cell: ({ createdAt }) => formatDate(createdAt) },
          { id: 'seen', header: 'Dernier usage', cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
          {
            id: 'end',
            header: 'Action',
            isHeaderHidden: true,
            align: 'end',
            cell: (session) => !session.isThisOne && <EndButton session={session} fetcher={fetcher} />,
          },
        ]}
      />
    </Section>
  );
}

function EndButton({
  session,
  fetcher,
}: {
  session: ListedSession;
  fetcher: ReturnType<typeof useFetcher<typeof action>>;
}) {
  return (
    <Form fetcher={fetcher}>
      <input type="hidden" name="sessionId" value={session.id} />
      <SubmitButton
        intent="end"
        isPending={fetcher.formData?.get('sessionId') === session.id}
        variant="quiet"
        size="s"
        aria-label={`Déconnecter ${deviceWords(session)}, session ouverte le ${formatDateTime(session.createdAt)}`}
      >
        Déconnecter
      </SubmitButton>
    </Form>
  );
}

function SignOutEverywhere() {
  const submit = useSubmit();
  return (
    <ConfirmDialog
      title="Se déconnecter partout ?"
      confirmLabel="Se déconnecter partout"
      trigger={<Button icon="sign-out">Se déconnecter partout</Button>}
      onConfirm={() => submit({ intent: 'end-all' }, { method: 'post' })}
    >
      Toutes vos sessions seront fermées, celle-ci comprise.
    </ConfirmDialog>
  );
}
