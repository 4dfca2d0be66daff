// Asks once more before a date is kept, with what speaks against it; a page, so that it needs no script.
import { useLoaderData } from '@remix-run/react';
import { dayAt, today } from '#domain/calendar.ts';
import { typeset } from '#domain/french.ts';
import { schoolHolidaysKnownUntil } from '#domain/school-holidays.ts';
import { formatDate } from '../../french-format.ts';
import { spanOf } from '../../meetings/words.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import type { loader } from './loader.ts';
import type { ShownSlot } from './queries.ts';
import { isSilence } from './slot-notes.ts';

/** The question. */
export function KeepDate({ slot }: { slot: ShownSlot }) {
  const { meeting } = useLoaderData<typeof loader>();
  const { warnings } = slot;
  return (
    <Section title={typeset('Retenir cette date ?')} lead={spanOf(slot)}>
      <Form>
        <input type="hidden" name="version" value={meeting.poll?.version} />
        <input type="hidden" name="slotId" value={slot.id} />
        {warnings.length > 0 && <input type="hidden" name="isWarned" value="on" />}
        <Stack gap="l">
          <Against slot={slot} />
          <p>
            Retenir la date clôt le sondage : plus personne n’y répond ensuite. Les invitations partent quand vous
            convoquez la réunion, avec les réponses déjà données.
          </p>
          <ButtonRow>
            <SubmitButton intent="close">
              {warnings.length > 0 ? 'Retenir cette date malgré tout' : 'Retenir cette date'}
            </SubmitButton>
            <LinkButton to={`/reunions/${meeting.id}/sondage`}>Annuler</LinkButton>
          </ButtonRow>
        </Stack>
      </Form>
    </Section>
  );
}

/** All that speaks against a date, or that nothing does; and what may still change that. */
function Against({ slot: { warnings, endsAt } }: { slot: ShownSlot }) {
  const { meeting } = useLoaderData<typeof loader>();
  const answerBy = meeting.poll?.answerBy ?? '';
  const mayStillAnswer = answerBy >= today() && warnings.some(({ check }) => isSilence(check));
  return (
    <>
      {warnings.length > 0 ? (
        <Notice tone="warning" title="À savoir avant de retenir cette date">
          <ul>
            {warnings.map(({ words }) => (
              <li key={words}>{typeset(words)}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <p>Rien ne s’oppose à cette date.</p>
      )}
      {mayStillAnswer && <p>Des réponses sont encore attendues, jusqu’au {formatDate(answerBy)}.</p>}
      {dayAt(new Date(endsAt)) > schoolHolidaysKnownUntil && (
        <p>Les vacances scolaires ne sont pas encore publiées pour cette date.</p>
      )}
    </>
  );
}
