// One's own word on minutes: an observation, or that one has none. On the page of the meeting and on that of a link.
import type { JSONContent } from '@tiptap/core';
import { formatDate } from '../french-format.ts';
import { ButtonRow } from '../ui/button.tsx';
import { Fields } from '../ui/field.tsx';
import { Form, SubmitButton } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section, Stack } from '../ui/section.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextArea } from '../ui/text-field.tsx';
import { passagesOf } from './passages.ts';

export interface ObservationFormProps {
  text: JSONContent;
  /** The last day for observations. */
  until: string;
  isOver: boolean;
  hasConsented: boolean;
}

/** Two forms: what is typed is not sent by the button that says « none ». */
export function ObservationForm({ text, until, isOver, hasConsented }: ObservationFormProps) {
  const passages = passagesOf(text).map(({ id, words }) => ({ value: id, label: words }));
  return (
    <Section
      title="Votre avis"
      lead={isOver ? 'Le délai pour faire une observation est passé.' : `Jusqu’au ${formatDate(until)}.`}
    >
      <Stack>
        {hasConsented ? (
          <Notice tone="success">Vous avez indiqué n’avoir pas d’observation.</Notice>
        ) : (
          <Form preventScrollReset>
            <ButtonRow>
              <SubmitButton intent="consent" icon="check" variant="secondary">
                Je n’ai pas d’observation
              </SubmitButton>
            </ButtonRow>
          </Form>
        )}
        {!isOver && (
          <Form preventScrollReset>
            <Fields>
              <SelectField label="Passage" name="blockId" placeholder="L’ensemble du texte" options={passages} />
              <TextArea label="Votre observation" name="body" isRequired />
            </Fields>
            <ButtonRow>
              <SubmitButton intent="observe" icon="send">
                Envoyer l’observation
              </SubmitButton>
            </ButtonRow>
          </Form>
        )}
      </Stack>
    </Section>
  );
}
