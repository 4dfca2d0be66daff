// Observations with the form that answers each, for who organises the meeting.
import { useFetcher } from '@remix-run/react';
import type { JSONContent } from '@tiptap/core';
import { useDoneToast } from '../../forms/done-toast.ts';
import { type ListedObservation, ObservationList } from '../../minutes/observation-list.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import type { action } from './action.ts';

export interface SettledObservationsProps {
  observations: readonly ListedObservation[];
  text: JSONContent | null;
  maySettle: boolean;
}

export function SettledObservations({ observations, text, maySettle }: SettledObservationsProps) {
  return (
    <ObservationList
      observations={observations}
      text={text}
      answerTo={maySettle ? (observation) => <SettleForm observation={observation} /> : undefined}
    />
  );
}

function SettleForm({ observation }: { observation: ListedObservation }) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  return (
    <Disclosure title="Répondre" isOpenAtFirst={refusal !== null}>
      <Form fetcher={fetcher} preventScrollReset>
        <input type="hidden" name="observationId" value={observation.id} />
        {refusal && (
          <Notice tone="error" isLive>
            {Object.values(refusal.fields)[0] ?? refusal.message}
          </Notice>
        )}
        <TextArea
          label={`Réponse à ${observation.author}`}
          name="reply"
          isRequired
          description="Dites si le texte a été repris, et pourquoi."
        />
        <ButtonRow>
          <SubmitButton intent="settle" fetcher={fetcher}>
            Enregistrer la réponse
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
