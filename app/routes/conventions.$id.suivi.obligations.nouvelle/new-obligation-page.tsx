import { useLoaderData } from '@remix-run/react';
import { FollowUpFrame } from '../../follow-up/follow-up-frame.tsx';
import { useAnswer } from '../../forms/answer.ts';
import { ObligationForm } from '../../obligations/obligation-form.tsx';
import { Narrow, Section } from '../../ui/section.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

/** States what a passage of the text obliges somebody to. */
export function NewObligationPage() {
  const { choices, start } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <FollowUpFrame convention={choices.convention} current="/obligations">
      <Narrow>
        <Section title="Nouvelle obligation" lead="Ses échéances découlent de sa périodicité et de sa période.">
          <ObligationForm choices={choices} start={start} answer={answer} />
        </Section>
      </Narrow>
    </FollowUpFrame>
  );
}
