import { useActionData, useLoaderData } from '@remix-run/react';
import { formatList } from '../../french-format.ts';
import { AnswerButtons } from '../../meetings/answer-buttons.tsx';
import { AnswerBadge } from '../../meetings/meeting-badge.tsx';
import { Purpose } from '../../meetings/purpose.tsx';
import { spanOf } from '../../meetings/words.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { DescriptionList, Narrow, Section, Stack } from '../../ui/section.tsx';
import type { action, loader } from './route.tsx';

type Invitation = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['invitation']>;

/** The meeting one is invited to, and one's answer. */
export function InvitationPage() {
  const { invitation, isAnswered } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  if (!invitation) return <LinkIsOver />;
  const { name, title, purpose, state } = invitation;
  return (
    <Narrow>
      <PageTitle lead={`Invitation adressée à ${name}.`}>{title}</PageTitle>
      <Stack gap="l">
        {refusal && (
          <Notice tone="error" isLive>
            {Object.values(refusal.fields)[0] ?? refusal.message}
          </Notice>
        )}
        {isAnswered && state === 'CALLED' && !refusal && (
          <Notice tone="success" isLive>
            Votre réponse est enregistrée. Vous pouvez la changer ici jusqu’à la réunion.
          </Notice>
        )}
        <DescriptionList facts={factsOf(invitation)} />
        {purpose && <Purpose>{purpose}</Purpose>}
        <Answer invitation={invitation} />
      </Stack>
    </Narrow>
  );
}

function factsOf(invitation: Invitation) {
  const { place, link, organisers } = invitation;
  return [
    { term: 'Quand', value: spanOf(invitation) },
    ...(place ? [{ term: 'Où', value: place }] : []),
    ...(link ? [{ term: 'Visioconférence', value: <a href={link}>{link}</a> }] : []),
    ...(organisers.length > 0 ? [{ term: 'Organisée par', value: formatList(organisers) }] : []),
  ];
}

function Answer({ invitation }: { invitation: Invitation }) {
  const { state, answer, sequence, cancelReason } = invitation;
  if (state === 'CANCELLED')
    return (
      <Notice tone="warning" title="Cette réunion est annulée.">
        {cancelReason}
      </Notice>
    );
  if (state === 'HELD') return <Notice>Cette réunion a été tenue.</Notice>;
  return (
    <Section title="Serez-vous présent ?" lead={answer === 'NEEDS_ACTION' ? undefined : <YourAnswer answer={answer} />}>
      <AnswerButtons answer={answer} sequence={sequence} />
    </Section>
  );
}

const YourAnswer = ({ answer }: Pick<Invitation, 'answer'>) => (
  <>
    Votre réponse : <AnswerBadge answer={answer} />
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
