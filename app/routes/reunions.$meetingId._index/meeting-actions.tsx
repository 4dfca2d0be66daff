// The main things done with a meeting that is still to be: change it, call it, close it.
import { useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import type { loader } from './route.tsx';

/** Buttons of the head. */
export function MeetingActions() {
  const { meeting, hasBegun } = useLoaderData<typeof loader>();
  return (
    <Form preventScrollReset>
      <input type="hidden" name="version" value={meeting.version} />
      <ButtonRow>
        <LinkButton to={`/reunions/${meeting.id}/modifier`} icon="edit">
          Modifier
        </LinkButton>
        {hasBegun ? (
          <LinkButton to={`/reunions/${meeting.id}/cloture`} icon="check" variant="primary">
            Clore la réunion
          </LinkButton>
        ) : (
          meeting.state === 'DRAFT' &&
          meeting.poll?.closedAt !== null && (
            <SubmitButton intent="call" icon="send">
              Convoquer
            </SubmitButton>
          )
        )}
      </ButtonRow>
    </Form>
  );
}
