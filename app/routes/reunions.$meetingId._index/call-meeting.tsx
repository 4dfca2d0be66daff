// Asked before a meeting is called: who receives what, and what the calendar has against the day.
import { useLoaderData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { calendarWarnings } from '#domain/work-calendar.ts';
import { count } from '../../french-format.ts';
import { datesOf, spanOf, withDu } from '../../meetings/words.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import type { loader } from './loader.ts';

/** The question, and the button that sends. */
export function CallMeeting() {
  const { meeting } = useLoaderData<typeof loader>();
  const { id, version, invitees } = meeting;
  const dates = datesOf(meeting);
  const against = dates ? calendarWarnings({ startsAt: new Date(dates.startsAt), endsAt: new Date(dates.endsAt) }) : [];
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div ref={head} tabIndex={-1}>
      <Section
        title="Convoquer la réunion ?"
        lead={`Réunion ${withDu(spanOf(meeting))}. Chaque personne ci-dessous reçoit un courriel avec le rendez-vous pour son agenda et un lien personnel pour répondre.`}
      >
        <Stack>
          {against.length > 0 && (
            <Notice tone="warning">
              {against.map(({ words }) => (
                <p key={words}>{words}</p>
              ))}
            </Notice>
          )}
          <ul>
            {invitees.map((invitee) => (
              <li key={invitee.id}>
                {invitee.name}
                {invitee.comesFor && ` (${invitee.comesFor.name})`}
                {invitee.email && `, ${invitee.email}`}
                {invitee.required ? '' : ', présence facultative'}
              </li>
            ))}
          </ul>
          <Form preventScrollReset>
            <input type="hidden" name="version" value={version} />
            <ButtonRow>
              <SubmitButton intent="call" icon="send">
                Envoyer {count(invitees.length, 'invitation')}
              </SubmitButton>
              <LinkButton to={`/reunions/${id}`} preventScrollReset>
                Annuler
              </LinkButton>
            </ButtonRow>
          </Form>
        </Stack>
      </Section>
    </div>
  );
}
