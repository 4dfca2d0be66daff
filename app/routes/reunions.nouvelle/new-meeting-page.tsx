import { Link, useLoaderData } from '@remix-run/react';
import { titleWithYear } from '#domain/convention-title.ts';
import { namesToChoose } from '../../conventions/told-apart.ts';
import { useAnswer } from '../../forms/answer.ts';
import { MeetingForm } from '../../scheduling/meeting-form.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Section } from '../../ui/section.tsx';
import { Table } from '../../ui/table.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

const crumbs = [{ to: '/reunions', label: 'Réunions' }];

/** The form of a new meeting, or the choice of its convention. */
export function NewMeetingPage() {
  const { organised, choices, day } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (!choices) return <Conventions organised={organised} day={day} />;
  const { id } = choices.convention;
  return (
    <Narrow>
      <PageTitle crumbs={crumbs} lead={titleWithYear(choices.convention)}>
        Nouvelle réunion
      </PageTitle>
      <MeetingForm
        choices={choices}
        start={{ conventionId: id, day, dating: day ? 'DATE' : 'POLL' }}
        answer={answer}
        back="/reunions"
      />
    </Narrow>
  );
}

type Organised = Awaited<ReturnType<typeof loader>>['organised'];

function Conventions({ organised, day }: { organised: Organised; day: string | undefined }) {
  const names = namesToChoose(organised);
  return (
    <>
      <PageTitle crumbs={crumbs}>Nouvelle réunion</PageTitle>
      {organised.length === 0 ? (
        <EmptyState icon="calendar" title="Aucune convention où organiser une réunion">
          Il faut être rédacteur d’une convention en cours.
        </EmptyState>
      ) : (
        <Section title="Pour quelle convention ?">
          <Table
            caption="Conventions où vous pouvez organiser une réunion"
            rows={organised}
            rowKey={({ id }) => id}
            columns={[
              {
                id: 'title',
                header: 'Convention',
                isRowHeader: true,
                cell: ({ id }) => <Link to={`?convention=${id}${day ? `&jour=${day}` : ''}`}>{names.get(id)}</Link>,
              },
              { id: 'state', header: 'État', cell: ({ state }) => <StateBadge state={state} /> },
            ]}
          />
        </Section>
      )}
    </>
  );
}
