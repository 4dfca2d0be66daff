import { Link, useLoaderData } from '@remix-run/react';
import { toldApart } from '../../conventions/told-apart.ts';
import { count } from '../../french-format.ts';
import { JointMeeting } from '../../meetings/joint-meeting.tsx';
import { PollsToAnswer } from '../../scheduling/polls-to-answer.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { ComingMeetings } from './coming-meetings.tsx';
import { DueList } from './due-list.tsx';
import styles from './home-page.module.css';
import type { loader } from './loader.ts';
import { OngoingCard } from './ongoing-card.tsx';
import { TaskList } from './task-list.tsx';
import { UnreadList } from './unread-list.tsx';

const firstName = (name: string): string => name.split(' ')[0] ?? name;

/** Where one arrives: what is going on and what waits, nothing else. */
export function HomePage() {
  const {
    name,
    conventions,
    hasMore,
    unread,
    unreadCount,
    mayCreate,
    late,
    owed,
    owedToUs,
    tasks,
    toAnswer,
    meetings,
    joint,
  } = useLoaderData<typeof loader>();
  const apart = toldApart(conventions);
  return (
    <div className={styles.page}>
      <PageTitle lead={waitingWords(unreadCount)}>Bonjour {firstName(name)}</PageTitle>
      <Stack gap="l">
        <PollsToAnswer meetings={toAnswer} />
        <DueList title="En retard" lead="Ce que votre organisme devait, et qui manque encore." lines={late} />
        <DueList title="Prochaines échéances" lead="Ce que votre organisme doit." lines={owed} />
        <TaskList tasks={tasks} />
        {joint && <JointMeeting {...joint} />}
        <ComingMeetings meetings={meetings} />
        {unread.length > 0 && (
          <Section
            title="À lire"
            actions={
              <Link to="/notifications">
                {unreadCount > unread.length ? 'Toutes les notifications' : 'Notifications'}
              </Link>
            }
          >
            <UnreadList lines={unread} />
          </Section>
        )}
        <DueList
          title="Ce qui vous est dû"
          lead="Ce que d’autres doivent à votre organisme ou à l’un de ses services."
          lines={owedToUs}
          showsDebtors
        />
        <Section
          title="Conventions en cours"
          actions={<Link to="/conventions">{hasMore ? 'Toutes les conventions' : 'Voir la liste'}</Link>}
        >
          {conventions.length === 0 ? (
            <Nothing mayCreate={mayCreate} />
          ) : (
            <ul className={styles.conventions}>
              {conventions.map((convention) => (
                <OngoingCard key={convention.id} convention={convention} made={apart.get(convention.id)} />
              ))}
            </ul>
          )}
        </Section>
      </Stack>
    </div>
  );
}

const waitingWords = (unread: number): string =>
  unread === 0 ? 'Vous avez lu toutes vos notifications.' : `${count(unread, 'notification')} à lire.`;

function Nothing({ mayCreate }: { mayCreate: boolean }) {
  return (
    <EmptyState
      icon="document"
      title="Aucune convention en cours"
      action={
        mayCreate && (
          <LinkButton to="/conventions/importer" icon="import" variant="primary">
            Importer un document
          </LinkButton>
        )
      }
    >
      {mayCreate
        ? 'Importez la dernière convention signée pour commencer.'
        : 'Vous verrez ici les conventions auxquelles un responsable vous fait participer.'}
    </EmptyState>
  );
}
