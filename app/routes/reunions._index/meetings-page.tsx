import { Link, useLoaderData } from '@remix-run/react';
import { dayAt } from '#domain/calendar.ts';
import type { Territory } from '#domain/vocabulary.ts';
import { SheetLinks } from '../../exports/sheet-links.tsx';
import { count, formatDate, formatList } from '../../french-format.ts';
import type { MeetingsView } from '../../meetings/asked-meetings.ts';
import { AnswerBadge, MeetingBadge } from '../../meetings/meeting-badge.tsx';
import type { ListedMeeting } from '../../meetings/meeting-queries.ts';
import { MeetingViews } from '../../meetings/meeting-views.tsx';
import { isNarrowed } from '../../meetings/narrowing.ts';
import { answersOf, attendanceOf, meetingKindLabels, whenOf } from '../../meetings/words.ts';
import { territoryPath } from '../../organisations/territories.ts';
import { territoryLabels } from '../../organisations/words.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { CalendarFeeds } from './calendar-feeds.tsx';
import type { loader } from './loader.ts';
import styles from './meetings-page.module.css';

/** The meetings one sees, month by month, and the addresses that calendars subscribe to. */
export function MeetingsPage() {
  const { meetings, more, view, narrowing, unit } = useLoaderData<typeof loader>();
  const territory = narrowing.territory ?? unit?.territory;
  return (
    <>
      <PageTitle lead={territory && <TerritoryLead territory={territory} />} actions={<Ways />}>
        Réunions
      </PageTitle>
      <Stack gap="l">
        <MeetingViews vue={view} narrowing={narrowing} />
        <p role="status" className="visually-hidden">
          {count(meetings.length, 'réunion')}
        </p>
        {meetings.length === 0 ? <Nothing /> : <Months meetings={meetings} />}
        {more && <More to={more} shown={meetings.length} />}
        {meetings.length > 0 && <SheetLinks list="reunions" what="ces réunions" />}
        <CalendarFeeds />
      </Stack>
    </>
  );
}

/** The territory that is looked at, or one's own. */
function TerritoryLead({ territory }: { territory: Territory }) {
  return (
    <>
      <Link to={territoryPath(territory)}>Territoire {territoryLabels[territory]}</Link> : ses actions, ses échéances.
    </>
  );
}

function Ways() {
  const { conventions } = useLoaderData<typeof loader>();
  return (
    <>
      <LinkButton to="/reunions/decisions" icon="flag">
        Relevé de décisions
      </LinkButton>
      {conventions.some(({ viewerMayOrganiseMeetings }) => viewerMayOrganiseMeetings) && (
        <LinkButton to="/reunions/nouvelle" icon="add" variant="primary">
          Nouvelle réunion
        </LinkButton>
      )}
    </>
  );
}

function Nothing() {
  const { view, narrowing } = useLoaderData<typeof loader>();
  const titles: Record<MeetingsView, string> = {
    'a-venir': 'Aucune réunion à venir',
    passees: 'Aucune réunion passée',
    annulees: 'Aucune réunion annulée',
  };
  if (isNarrowed(narrowing))
    return (
      <EmptyState
        icon="search"
        title={titles[view]}
        action={<LinkButton to={`?vue=${view}`}>Tout afficher</LinkButton>}
      >
        Aucune ne correspond à votre choix.
      </EmptyState>
    );
  return (
    <EmptyState icon="calendar" title={titles[view]}>
      Vous verrez ici les réunions des conventions auxquelles vous participez.
    </EmptyState>
  );
}

/** « janvier 2026 », from « 12 janvier 2026 ». */
const monthOf = ({ startsAt }: ListedMeeting) =>
  startsAt ? formatDate(`${dayAt(new Date(startsAt)).slice(0, 8)}02`).slice(2) : 'sans date';

function Months({ meetings }: { meetings: readonly ListedMeeting[] }) {
  const months = [...new Set(meetings.map(monthOf))];
  return (
    <>
      {months.map((month) => (
        <div key={month} className={styles.month}>
          <Section title={month.charAt(0).toUpperCase() + month.slice(1)}>
            <Table
              caption={`Réunions, ${month}`}
              columns={columns}
              rows={meetings.filter((meeting) => monthOf(meeting) === month)}
              rowKey={({ id }) => id}
            />
          </Section>
        </div>
      ))}
    </>
  );
}

const columns: Column<ListedMeeting>[] = [
  {
    id: 'title',
    header: 'Réunion',
    isRowHeader: true,
    cell: ({ id, title, kind }) => (
      <span className={styles.title}>
        <Link to={`/reunions/${id}`}>{title}</Link>
        <span className={styles.note}>{meetingKindLabels[kind]}</span>
      </span>
    ),
  },
  {
    id: 'when',
    header: 'Quand',
    cell: (meeting) => (
      <span className={styles.title}>
        {whenOf(meeting)}
        {(meeting.place ?? (meeting.link && 'Visioconférence')) && (
          <span className={styles.note}>{meeting.place ?? 'Visioconférence'}</span>
        )}
      </span>
    ),
  },
  {
    id: 'organisers',
    header: 'Organisée par',
    cell: ({ organisers }) => formatList(organisers.map(({ shortName }) => shortName)) || '—',
  },
  {
    id: 'state',
    header: 'État',
    cell: ({ state, invitees }) => (
      <span className={styles.title}>
        <MeetingBadge state={state} />
        {state === 'CALLED' && <span className={styles.note}>{answersOf(invitees)}</span>}
        {state === 'HELD' && <span className={styles.note}>{attendanceOf(invitees)}</span>}
      </span>
    ),
  },
  {
    id: 'mine',
    header: 'Ma réponse',
    cell: ({ state, viewerAnswer }) =>
      state === 'CALLED' && viewerAnswer ? <AnswerBadge answer={viewerAnswer} /> : '—',
  },
];
