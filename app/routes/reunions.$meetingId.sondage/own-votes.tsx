// One's own answers to the poll, when one is invited.
import { useLoaderData } from '@remix-run/react';
import { typeset } from '#domain/french.ts';
import { formatDate } from '../../french-format.ts';
import { VoteFields } from '../../scheduling/vote-fields.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { loader } from './loader.ts';

/** Open while an answer is missing; folded once all is said. */
export function OwnVotes() {
  const { meeting } = useLoaderData<typeof loader>();
  const { poll, viewerAnswer } = meeting;
  if (!poll || viewerAnswer === null) return null;
  const slots = poll.slots.map(({ viewerVote, ...slot }) => ({ ...slot, answer: viewerVote }));
  const isComplete = slots.every(({ answer }) => answer !== null);
  const form = (
    <Form preventScrollReset>
      <VoteFields slots={slots} />
      <ButtonRow>
        <SubmitButton intent="answer">Enregistrer mes réponses</SubmitButton>
      </ButtonRow>
    </Form>
  );
  if (isComplete) return <Disclosure title="Changer mes réponses">{form}</Disclosure>;
  return (
    <Section
      title={typeset('Quelles dates vous conviennent ?')}
      lead={`Réponses attendues au plus tard le ${formatDate(poll.answerBy)}.`}
    >
      {form}
    </Section>
  );
}
