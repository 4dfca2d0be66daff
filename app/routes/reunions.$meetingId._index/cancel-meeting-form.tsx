// Cancels a meeting, with the reason that those invited are told.
import { ButtonRow } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ShownMeeting } from './queries.ts';

/** Folded: it is done once, and cannot be undone. */
export function CancelMeetingForm({ meeting }: { meeting: ShownMeeting }) {
  const isTold = meeting.state === 'CALLED' || meeting.poll !== null;
  return (
    <Disclosure title="Annuler la réunion">
      <Form>
        <input type="hidden" name="version" value={meeting.version} />
        <Fields>
          <TextField
            label="Motif"
            name="reason"
            autoComplete="off"
            description={
              isTold ? 'Repris dans le courriel d’annulation aux invités.' : 'Personne n’a été prévenu de la réunion.'
            }
          />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="cancel" variant="danger">
            {isTold ? 'Annuler la réunion et prévenir les invités' : 'Annuler la réunion'}
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
