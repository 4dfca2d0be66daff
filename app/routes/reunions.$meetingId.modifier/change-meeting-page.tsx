import { useLoaderData } from '@remix-run/react';
import { useAnswer } from '../../forms/answer.ts';
import { isPolled } from '../../meetings/words.ts';
import { MeetingForm } from '../../scheduling/meeting-form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

/** The form of a meeting that is there already. */
export function ChangeMeetingPage() {
  const { meeting, choices, start } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const back = `/reunions/${meeting.id}`;
  const isCalled = meeting.state === 'CALLED';
  return (
    <Narrow>
      <PageTitle
        crumbs={[
          { to: '/reunions', label: 'Réunions' },
          { to: back, label: meeting.title },
        ]}
      >
        Modifier la réunion
      </PageTitle>
      <Stack>
        {isCalled && (
          <Notice>
            Changer le jour ou l’heure efface les réponses déjà données : elles seront redemandées à chacun par
            courriel. Changer le reste les garde.
          </Notice>
        )}
        <MeetingForm
          choices={choices}
          start={start}
          aims={meeting.aims}
          version={meeting.version}
          datings={isCalled ? 'known' : isPolled(meeting) ? 'asked' : 'free'}
          isCalled={isCalled}
          answer={answer}
          back={back}
        />
      </Stack>
    </Narrow>
  );
}
