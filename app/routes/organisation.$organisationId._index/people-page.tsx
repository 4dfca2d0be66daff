import { useFetcher, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useOrganisation } from '../organisation.$organisationId/organisation-page.tsx';
import type { action } from './action.ts';
import { InviteForm } from './invite-form.tsx';
import type { loader } from './loader.ts';
import styles from './people-page.module.css';
import { PersonActions } from './person-actions.tsx';
import { PlaceDialog } from './place-dialog.tsx';
import type { ListedPerson } from './queries.ts';

/** The directory; with what administrators may do for each person. */
export function PeoplePage() {
  const { people, units, more } = useLoaderData<typeof loader>();
  const { organisation } = useOrganisation();
  const [placed, setPlaced] = useState<ListedPerson | null>(null);
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'message' in fetcher.data ? fetcher.data.message : null;
  const act = (intent: string, personId: string) => fetcher.submit({ intent, personId }, { method: 'post' });
  const actions: Column<ListedPerson> = {
    id: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    cell: (person) => person.account && <PersonActions person={person} onAct={act} onPlace={() => setPlaced(person)} />,
  };
  return (
    <Stack gap="l">
      {organisation.viewerMayManage && <InviteForm units={units} />}
      {refusal && (
        <Notice tone="error" isLive>
          {refusal}
        </Notice>
      )}
      {people.length === 0 ? (
        <EmptyState icon="people" title="Personne à montrer">
          Vous voyez les personnes de votre organisme et celles avec qui vous partagez une convention.
        </EmptyState>
      ) : (
        <Table
          caption="Personnes"
          rows={people}
          rowKey={({ id }) => id}
          columns={organisation.viewerMayManage ? [...columns, actions] : columns}
        />
      )}
      {more !== null && <More to={`?combien=${more}`} shown={people.length} />}
      <PlaceDialog person={placed} units={units} onClose={() => setPlaced(null)} />
    </Stack>
  );
}

const columns: Column<ListedPerson>[] = [
  {
    id: 'name',
    header: 'Nom',
    isRowHeader: true,
    cell: ({ id, name, jobTitle, account }) => (
      <span className={styles.person}>
        <Avatar id={id} name={name} size="s" />
        <span className={styles.words}>
          <span className={styles.name}>
            {name}
            {account && <AccountBadges account={account} />}
          </span>
          {jobTitle && <span className={styles.jobTitle}>{jobTitle}</span>}
        </span>
      </span>
    ),
  },
  { id: 'unit', header: 'Service', cell: ({ unit }) => unit?.shortName ?? '—' },
  {
    id: 'email',
    header: 'Adresse électronique',
    cell: ({ email }) => (email ? <a href={`mailto:${email}`}>{email}</a> : '—'),
  },
];

function AccountBadges({ account }: { account: NonNullable<ListedPerson['account']> }) {
  return (
    <>
      {account.organisationAdministrator && <Badge tone="accent">Administration</Badge>}
      {account.platformAdministrator && <Badge tone="info">Plate-forme</Badge>}
      {account.state === 'INVITED' && <Badge tone="ochre">Invitation en attente</Badge>}
      {account.state === 'DEACTIVATED' && <Badge>Compte désactivé</Badge>}
    </>
  );
}
