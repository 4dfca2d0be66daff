import { useLoaderData } from '@remix-run/react';
import type { JSONContent } from '@tiptap/core';
import { useAnswer } from '../../forms/answer.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { AimsSection } from '../../meetings/aims-section.tsx';
import { MeetingFrame } from '../../meetings/meeting-frame.tsx';
import { MinutesSheet } from '../../minutes/minutes-sheet.tsx';
import { ObservationForm } from '../../minutes/observation-form.tsx';
import { OutcomeTable } from '../../outcomes/outcome-table.tsx';
import { DownloadMenu, textFileAddress } from '../../texts/download-menu.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import { ApproveForm } from './approve-form.tsx';
import { ApprovedMinutes } from './approved-minutes.tsx';
import { BeforeSending } from './before-sending.tsx';
import type { loader } from './loader.ts';
import type { MinutesMeeting, SentMinutes } from './queries.ts';
import { SettledObservations } from './settled-observations.tsx';

/** The minutes of a meeting, where they stand, and what comes next. */
export function MinutesPage() {
  const { meeting } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const times = useDoneToast(answer);
  const { minutes } = meeting;
  const text = meeting.minutesText as unknown as JSONContent | null;
  return (
    <MeetingFrame
      meeting={meeting}
      badges={minutes && <StateBadge state={minutes.state} />}
      actions={
        minutes?.state === 'OBSERVATIONS' &&
        meeting.notes && <DownloadMenu address={textFileAddress(meeting.notes.documentId)} hasSuggestions />
      }
    >
      <Stack gap="l">
        {answer && 'fields' in answer && (
          <Notice tone="error" isLive>
            {Object.values(answer.fields)[0] ?? answer.message}
          </Notice>
        )}
        {!minutes && <BeforeSending />}
        {minutes?.state === 'APPROVED' && <ApprovedMinutes meeting={meeting} minutes={minutes} />}
        {minutes?.state !== 'APPROVED' && (
          <AimsSection
            title="Obligations que l’approbation doit prouver"
            aims={meeting.aims}
            wanting={meeting.wantingAims}
          />
        )}
        {text && (
          <MinutesSheet
            text={text}
            aside={minutes?.state === 'OBSERVATIONS' && <Observations key={times} {...{ meeting, minutes, text }} />}
          />
        )}
        {meeting.outcomes.length > 0 && (
          <Section title="Décisions et tâches">
            <OutcomeTable outcomes={meeting.outcomes} />
          </Section>
        )}
        {minutes?.state === 'APPROVED' && minutes.observations.length > 0 && (
          <Section title="Observations reçues avant l’approbation">
            <SettledObservations observations={minutes.observations} text={text} maySettle={false} />
          </Section>
        )}
      </Stack>
    </MeetingFrame>
  );
}

const StateBadge = ({ state }: Pick<SentMinutes, 'state'>) =>
  state === 'APPROVED' ? (
    <Badge tone="success" icon="check">
      Approuvé
    </Badge>
  ) : (
    <Badge tone="info" icon="comment">
      En observations
    </Badge>
  );

interface ObservationsProps {
  meeting: MinutesMeeting;
  minutes: SentMinutes;
  text: JSONContent;
}

/** Beside the text: what was said of it, one’s own word, and the approval. */
function Observations({ meeting, minutes, text }: ObservationsProps) {
  const { observations, observationsUntil, isOver, viewerHasConsented } = minutes;
  return (
    <Stack gap="l">
      <Section title="Observations">
        <SettledObservations {...{ observations, text, maySettle: meeting.viewerMayOrganise }} />
      </Section>
      {viewerHasConsented !== null && (
        <ObservationForm {...{ text, until: observationsUntil, isOver, hasConsented: viewerHasConsented }} />
      )}
      {meeting.viewerMayOrganise && <ApproveForm minutes={minutes} textSequence={meeting.minutesTextSequence} />}
    </Stack>
  );
}
