// What is shown in place of a dataset that is not there or not open: which of the two is told to nobody.
import { useFetcher } from '@remix-run/react';
import type { Refusal } from '../../forms/form-result.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow } from '../../ui/section.tsx';
import { TextArea } from '../../ui/text-field.tsx';

/** A sentence, and the form. */
export function AskForAccess() {
  const fetcher = useFetcher<{ done: string } | Refusal>();
  const answer = fetcher.data;
  const errors = answer && 'fields' in answer && answer.fields.reason ? [answer.fields.reason] : undefined;
  return (
    <Narrow>
      <PageTitle crumbs={[{ to: '/donnees', label: 'Données' }]}>Données introuvables ou réservées</PageTitle>
      {answer && 'done' in answer ? (
        <Notice tone="success" isLive>
          {answer.done}
        </Notice>
      ) : (
        <Form fetcher={fetcher}>
          <p>
            Ces données n’existent pas, ou ne vous sont pas ouvertes. Si quelqu’un vous a donné cette adresse, demandez
            l’accès à qui les a déposées.
          </p>
          <Fields>
            <TextArea label="Pourquoi en avez-vous besoin ?" name="reason" isRequired errors={errors} />
          </Fields>
          <ButtonRow>
            <SubmitButton intent="ask" fetcher={fetcher}>
              Demander l’accès
            </SubmitButton>
          </ButtonRow>
        </Form>
      )}
    </Narrow>
  );
}
