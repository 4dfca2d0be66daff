import { useLoaderData } from '@remix-run/react';
import { participantRoles } from '#domain/vocabulary.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { participantRoleLabels, participantRoleMeanings } from '../../conventions/words.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Icon } from '../../ui/icon.tsx';
import { DescriptionList, Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { AddParticipant } from './add-participant.tsx';
import type { loader } from './loader.ts';
import { ParticipantActions } from './participant-actions.tsx';
import styles from './participants-page.module.css';
import type { ListedParticipant } from './queries.ts';

/** Who takes part, and for a steward the means to change it. */
export function ParticipantsPage() {
  const { convention, candidates } = useLoaderData<typeof loader>();
  return (
    <Stack gap="l">
      <ConventionFrame convention={convention} current="participants" />
      <Section
        title="Participants"
        lead="Une personne a le plus élevé des rôles qu’elle tient en son nom et par son organisme."
      >
        <Table
          caption="Participants de la convention"
          columns={columnsFor(convention.viewerMayManageParticipants)}
          rows={convention.participants}
          rowKey={({ id }) => id}
        />
      </Section>
      {candidates && <AddParticipant key={convention.participants.length} candidates={candidates} />}
      <Disclosure title="Ce que permet chaque rôle">
        <DescriptionList
          facts={participantRoles.map((role) => ({
            term: participantRoleLabels[role],
            value: participantRoleMeanings[role],
          }))}
        />
      </Disclosure>
    </Stack>
  );
}

function Holder({ person, organisation }: ListedParticipant) {
  return (
    <span className={styles.holder}>
      {person ? <Avatar id={person.id} name={person.name} size="s" /> : <Icon name="organisation" />}
      <span>
        <span className={styles.name}>{person?.name ?? organisation?.name}</span>
        <span className={styles.note}>{person ? person.jobTitle : 'Toutes les personnes de l’organisme'}</span>
      </span>
    </span>
  );
}

const columnsFor = (mayManage: boolean): Column<ListedParticipant>[] => [
  { id: 'holder', header: 'Participant', isRowHeader: true, cell: (participant) => <Holder {...participant} /> },
  {
    id: 'organisation',
    header: 'Organisme',
    cell: ({ person, organisation }) => person?.organisation.shortName ?? organisation?.name,
  },
  {
    id: 'role',
    header: 'Rôle',
    cell: (participant) =>
      mayManage ? <ParticipantActions participant={participant} /> : participantRoleLabels[participant.role],
  },
];
