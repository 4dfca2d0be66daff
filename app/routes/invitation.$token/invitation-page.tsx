import { useLoaderData } from '@remix-run/react';
import { useAnswer } from '../../forms/answer.ts';
import { count, formatDate, formatList } from '../../french-format.ts';
import { AnswerButtons } from '../../meetings/answer-buttons.tsx';
import { AnswerBadge } from '../../meetings/meeting-badge.tsx';
import { Purpose } from '../../meetings/purpose.tsx';
import { spanOf } from '../../meetings/words.ts';
import { VoteFields } from '../../scheduling/vote-fields.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { DescriptionList, Narrow, Section, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

type Invitation = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['invitation']>;

/** The meeting one is invited to, and one's answer. */
export function InvitationPage() {
  const { invitation, isAnswered } = useLoaderData<typeof loader>();
  const refusal = useAnswer<typeof action>();
  if (!invitation) return <LinkIsOver />;
  const { name, title, purpose } = invitation;
  return (
    <Narrow>
      <PageTitle lead={`Invitation adressée à ${name}.`}>{title}</PageTitle>
      <Stack gap="l">
        {refusal && (
          <Notice tone="error" isLive>
            {Object.values(refusal.fields)[0] ?? refusal.message}
          </Notice>
        )}
        {isAnswered && !refusal && <Thanks invitation={invitation} />}
        <DescriptionList facts={factsOf(invitation)} />
        {purpose && <Purpose>{purpose}</Purpose>}
        <Answer invitation={invitation} />
      </Stack>
    </Narrow>
  );
}

function factsOf(invitation: Invitation) {
  const { place, link, organisers, poll } = invitation;
  return [
    ...(poll && !poll.isDateChosen ? [] : [{ term: 'Quand', value: spanOf(invitation) }]),
    ...(place ? [{ term: 'Où', value: place }] : []),
    ...(link ? [{ term: 'Visioconférence', value: <a href={link}>{link}</a> }] : []),
    ...(organisers.length > 0 ? [{ term: 'Organisée par', value: formatList(organisers) }] : []),
  ];
}

function Answer({ invitation }: { invitation: Invitation }) {
  const { state, answer, sequence, cancelReason, poll } = invitation;
  if (state === 'CANCELLED')
    return (
      <Notice tone="warning" title="Cette réunion est annulée.">
        {cancelReason}
      </Notice>
    );
  if (state === 'HELD') return <Notice>Cette réunion a été tenue.</Notice>;
  if (poll) return <Dates poll={poll} />;
  return (
    <Section title="Viendrez-vous ?" lead={answer === 'NEEDS_ACTION' ? undefined : <YourAnswer answer={answer} />}>
      <AnswerButtons answer={answer} sequence={sequence} />
    </Section>
  );
}

/** The dates that are asked about, or what has become of them. */
function Dates({ poll }: { poll: NonNullable<Invitation['poll']> }) {
  if (poll.isDateChosen)
    return <Notice>Cette date est retenue, et le sondage est clos. L’invitation vous parviendra par courriel.</Notice>;
  if (!poll.isOpen) return <Notice>Le sondage est clos sans qu’une date soit retenue.</Notice>;
  return (
    <Section
      title="Quelles dates vous conviennent ?"
      lead={`Répondez au plus tard le ${formatDate(poll.answerBy)}. Vous pourrez changer vos réponses tant que le sondage est ouvert.`}
    >
      <Form>
        <VoteFields slots={poll.slots} />
        <ButtonRow>
          <SubmitButton intent="vote">Envoyer mes réponses</SubmitButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}

/** What was kept, and until when it may be changed. */
function Thanks({ invitation: { state, poll } }: { invitation: Invitation }) {
  const missing = poll?.slots.filter(({ answer }) => answer === null).length ?? 0;
  if (poll?.isOpen)
    return (
      <Notice tone={missing > 0 ? 'warning' : 'success'} isLive>
        Vos réponses sont enregistrées.
        {missing > 0 && ` Il reste ${count(missing, 'date')} sans réponse.`}
      </Notice>
    );
  if (state !== 'CALLED') return null;
  return (
    <Notice tone="success" isLive>
      Votre réponse est enregistrée. Vous pouvez la changer ici jusqu’à la réunion.
    </Notice>
  );
}

const YourAnswer = ({ answer }: Pick<Invitation, 'answer'>) => (
  <>
    Votre réponse : <AnswerBadge answer={answer} />
  </>
);

function LinkIsOver() {
  return (
    <Narrow>
      <PageTitle>Ce lien n’est plus valable</PageTitle>
      <Notice tone="warning">
        La réunion est passée, ou l’invitation a été retirée. En cas de doute, écrivez à qui vous a invité.
      </Notice>
    </Narrow>
  );
}
