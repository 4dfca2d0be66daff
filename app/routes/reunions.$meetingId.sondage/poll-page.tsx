import { useLoaderData } from '@remix-run/react';
import { typeset } from '#domain/french.ts';
import { useAnswer } from '../../forms/answer.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { MeetingFrame } from '../../meetings/meeting-frame.tsx';
import { spanOf } from '../../meetings/words.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import { KeepDate } from './keep-date.tsx';
import type { loader } from './loader.ts';
import { OwnVotes } from './own-votes.tsx';
import { Results } from './results.tsx';
import { SlotForm } from './slot-form.tsx';
import { SlotSearchForm } from './slot-search-form.tsx';

/** The poll: its preparation, or what was answered to it. */
export function PollPage() {
  const { meeting, isStating, proposals, isOpen, keptId } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  useDoneToast(answer);
  const kept = meeting.poll?.slots.find(({ id }) => id === keptId);
  return (
    <MeetingFrame meeting={meeting}>
      <Stack gap="l">
        {answer && 'fields' in answer && (
          <Notice tone="error" isLive>
            {Object.keys(answer.fields).some((name) => name !== 'isWarned')
              ? Object.values(answer.fields)[0]
              : answer.message}
          </Notice>
        )}
        {isStating ? (
          <>
            <SlotSearchForm />
            {proposals && <SlotForm proposals={proposals} />}
          </>
        ) : kept ? (
          <KeepDate slot={kept} />
        ) : (
          <>
            <Standing />
            {isOpen && <OwnVotes />}
            {meeting.poll && <Results poll={meeting.poll} />}
          </>
        )}
      </Stack>
    </MeetingFrame>
  );
}

/** What has become of a poll that is not open, and what may be done then. */
function Standing() {
  const { meeting, isOpen, mayState } = useLoaderData<typeof loader>();
  const { poll, state } = meeting;
  if (isOpen) return null;
  if (!poll) return <Notice>Aucun sondage de dates n’a été envoyé pour cette réunion.</Notice>;
  if (!poll.chosenSlot)
    return (
      <Notice
        tone="warning"
        title="Ce sondage est clos sans qu’une date soit retenue."
        actions={
          mayState && (
            <ButtonRow>
              <LinkButton to="?modifier">Proposer d’autres dates</LinkButton>
            </ButtonRow>
          )
        }
      />
    );
  return (
    <Notice tone="success" title={typeset(`La date retenue est : ${spanOf(poll.chosenSlot)}.`)}>
      {state === 'DRAFT' &&
        'Les invitations partent quand la réunion est convoquée. Les réponses au sondage y sont reprises.'}
    </Notice>
  );
}
