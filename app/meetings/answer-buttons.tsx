// Three buttons that answer an invitation; each posts. On the page of a link and on that of the meeting.
import { Form } from '@remix-run/react';
import type { MeetingAnswer } from '#domain/vocabulary.ts';
import { givenAnswers } from '#domain/vocabulary.ts';
import { Button, ButtonRow } from '../ui/button.tsx';
import { meetingAnswerLabels } from './words.ts';

export interface AnswerButtonsProps {
  /** What was answered so far. */
  answer: MeetingAnswer;
  /** The meeting's as it was read. */
  sequence: number;
  /** For an action that does several things. */
  intent?: string;
}

/** « Oui », « Peut-être », « Non »: the one that holds is marked. */
export function AnswerButtons({ answer, sequence, intent }: AnswerButtonsProps) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="sequence" value={sequence} />
      {intent && <input type="hidden" name="intent" value={intent} />}
      <ButtonRow>
        {givenAnswers.map((one) => (
          <Button
            key={one}
            type="submit"
            name="answer"
            value={one}
            variant={answer === one ? 'primary' : 'secondary'}
            icon={answer === one ? 'check' : undefined}
          >
            {meetingAnswerLabels[one]}
          </Button>
        ))}
      </ButtonRow>
    </Form>
  );
}
