import { Link, useLoaderData } from '@remix-run/react';
import { titleWithYear } from '#domain/convention-title.ts';
import { LinkedDatasets } from '../../datasets/linked-datasets.tsx';
import { useAnswer } from '../../forms/answer.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatList } from '../../french-format.ts';
import { AimsSection } from '../../meetings/aims-section.tsx';
import { AnswerButtons } from '../../meetings/answer-buttons.tsx';
import { AnswerBadge } from '../../meetings/meeting-badge.tsx';
import { MeetingFrame } from '../../meetings/meeting-frame.tsx';
import { Purpose } from '../../meetings/purpose.tsx';
import { isPolled } from '../../meetings/words.ts';
import { territoryLabels } from '../../organisations/words.ts';
import { OutcomeTable } from '../../outcomes/outcome-table.tsx';
import { SeriesSection } from '../../scheduling/series-section.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DescriptionList, Section, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import { CallMeeting } from './call-meeting.tsx';
import { CancelMeetingForm } from './cancel-meeting-form.tsx';
import { AttendeeForm, InviteForm, PastedInvitees } from './invite-form.tsx';
import { InviteeTable } from './invitee-table.tsx';
import type { loader } from './loader.ts';
import { MeetingActions } from './meeting-actions.tsx';
import type { ShownMeeting } from './queries.ts';
import { RepliesSection } from './replies-section.tsx';

/** A meeting, and for who may organise it all that is done with it. */
export function MeetingPage() {
  const { meeting, datasets, candidates, mayInvite, mayAttend, isCalling } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  useDoneToast(answer);
  const isOpen = meeting.state === 'DRAFT' || meeting.state === 'CALLED';
  return (
    <MeetingFrame meeting={meeting} actions={meeting.viewerMayOrganise && isOpen && <MeetingActions />}>
      <Stack gap="l">
        {answer && 'fields' in answer && (
          <Notice tone="error" isLive>
            {answer.code === 'INVALID_INPUT' && Object.keys(answer.fields).length === 1
              ? `${answer.message} ${Object.values(answer.fields)[0]}`
              : answer.message}
          </Notice>
        )}
        {isCalling ? <CallMeeting /> : <Standing meeting={meeting} />}
        <DescriptionList facts={factsOf(meeting)} />
        {meeting.purpose && <Purpose>{meeting.purpose}</Purpose>}
        <OwnAnswer meeting={meeting} />
        <RepliesSection meeting={meeting} />
        <InviteeTable meeting={meeting} mayChange={mayInvite} />
        {candidates && mayInvite && <InviteForm key={`invite ${meeting.invitees.length}`} invitable={candidates} />}
        {candidates && mayInvite && <PastedInvitees key={`pasted ${meeting.invitees.length}`} />}
        {candidates && mayAttend && <AttendeeForm key={`attend ${meeting.invitees.length}`} invitable={candidates} />}
        <Outcomes meeting={meeting} />
        <AimsSection
          title={`Obligations que la réunion ${meeting.state === 'HELD' ? 'devait' : 'doit'} satisfaire`}
          aims={meeting.aims}
          wanting={meeting.minutes?.state === 'APPROVED' ? [] : meeting.wantingAims}
        />
        <LinkedDatasets
          datasets={datasets}
          place={{ kind: 'MEETING', conventionId: meeting.convention.id, subjectId: meeting.id }}
          mayDeposit={meeting.viewerMayOrganise}
        />
        <SeriesSection meeting={meeting} mayRepeat={meeting.viewerMayOrganise && isOpen && meeting.startsAt !== null} />
        {meeting.viewerMayOrganise && isOpen && <CancelMeetingForm meeting={meeting} />}
      </Stack>
    </MeetingFrame>
  );
}

function factsOf({ place, link, organisers, invited, convention }: ShownMeeting) {
  const names = (parties: readonly { name: string }[]) => formatList(parties.map(({ name }) => name));
  return [
    ...(place ? [{ term: 'Lieu', value: place }] : []),
    ...(link ? [{ term: 'Visioconférence', value: <a href={link}>{link}</a> }] : []),
    ...(organisers.length > 0 ? [{ term: 'Organisée par', value: names(organisers) }] : []),
    ...(invited.length > 0 ? [{ term: 'Organismes et services invités', value: names(invited) }] : []),
    {
      term: 'Convention',
      value: <Link to={`/conventions/${convention.id}/suivi`}>{titleWithYear(convention)}</Link>,
    },
  ];
}

/** What stands in the way, or has ended it. */
function Standing({ meeting }: { meeting: ShownMeeting }) {
  const { state, missingTerritories, cancelReason, viewerMayOrganise, poll, absences } = meeting;
  if (state === 'CANCELLED')
    return (
      <Notice tone="warning" title="Cette réunion est annulée.">
        {cancelReason}
      </Notice>
    );
  if (absences.length > 0)
    return (
      <Notice tone="warning">
        {absences.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </Notice>
    );
  if (isPolled(meeting)) return <PollIsOpen id={meeting.id} />;
  if (state !== 'DRAFT' || !viewerMayOrganise) return null;
  if (missingTerritories.length > 0)
    return (
      <Notice tone="warning" title="Un échange territorial réunit les deux MDADT.">
        Il manque la MDADT de {formatList(missingTerritories.map((territory) => territoryLabels[territory]))} :
        ajoutez-la aux organisateurs ou aux invités.
      </Notice>
    );
  if (poll?.chosenSlot)
    return <Notice>La date est retenue. Les invitations partent quand vous convoquez la réunion.</Notice>;
  if (!meeting.startsAt)
    return (
      <Notice
        title="Cette réunion n’a pas encore de date."
        actions={
          <LinkButton to={`/reunions/${meeting.id}/sondage`} variant="primary">
            Trouver une date
          </LinkButton>
        }
      >
        {meeting.invitees.length > 0
          ? 'Proposez plusieurs dates aux personnes invitées, ou fixez-la par « Modifier ».'
          : 'Invitez d’abord les personnes à qui la demander, ou fixez-la par « Modifier ».'}
      </Notice>
    );
  return (
    <Notice actions={<LinkButton to={`/reunions/${meeting.id}/sondage`}>Proposer plusieurs dates</LinkButton>}>
      Personne n’est encore prévenu. Les invitations partent quand vous convoquez la réunion.
    </Notice>
  );
}

/** Whether those invited are asked for a date: the meeting can be neither called nor repeated. */
const PollIsOpen = ({ id }: { id: string }) => (
  <Notice
    title="La date est demandée aux invités."
    actions={<LinkButton to={`/reunions/${id}/sondage`}>Voir le sondage</LinkButton>}
  >
    La réunion pourra être convoquée quand une date sera retenue.
  </Notice>
);

function OwnAnswer({ meeting }: { meeting: ShownMeeting }) {
  const { state, viewerAnswer, sequence } = meeting;
  if (state !== 'CALLED' || viewerAnswer === null) return null;
  return (
    <Section
      title="Viendrez-vous ?"
      lead={
        viewerAnswer !== 'NEEDS_ACTION' && (
          <>
            Votre réponse : <AnswerBadge answer={viewerAnswer} />
          </>
        )
      }
    >
      <AnswerButtons answer={viewerAnswer} sequence={sequence} intent="answer" />
    </Section>
  );
}

/** What its notes record; the address `#decisions` leads here. */
function Outcomes({ meeting }: { meeting: ShownMeeting }) {
  if (meeting.outcomes.length === 0) return null;
  return (
    <div id="decisions">
      <Section
        title="Décisions et tâches"
        lead="Telles que les notes de la réunion les marquent."
        actions={<Link to={`/reunions/decisions?convention=${meeting.convention.id}`}>Relevé de décisions</Link>}
      >
        <OutcomeTable outcomes={meeting.outcomes} />
      </Section>
    </div>
  );
}
