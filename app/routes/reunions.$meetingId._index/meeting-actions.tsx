// The main things done with a meeting that is still to be: change it, call it, close it.
import { useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import type { loader } from './loader.ts';

/** Buttons of the head. */
export function MeetingActions() {
  const { meeting, isBegun, mayCall } = useLoaderData<typeof loader>();
  return (
    <ButtonRow>
      <LinkButton to={`/reunions/${meeting.id}/modifier`} icon="edit">
        {isBegun && meeting.state === 'DRAFT' ? 'Changer la date' : 'Modifier'}
      </LinkButton>
      {isBegun && (
        <LinkButton to={`/reunions/${meeting.id}/cloture`} icon="check" variant="primary">
          Clore la réunion
        </LinkButton>
      )}
      {mayCall && (
        <LinkButton to="?convoquer=oui" icon="send" variant="primary" preventScrollReset>
          Convoquer
        </LinkButton>
      )}
    </ButtonRow>
  );
}
