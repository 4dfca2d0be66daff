import { useLoaderData } from '@remix-run/react';
import type { JSONContent } from '@tiptap/core';
import { useAnswer } from '../../forms/answer.ts';
import { formatDateTime } from '../../french-format.ts';
import { spanOf, withDu } from '../../meetings/words.ts';
import { MinutesSheet } from '../../minutes/minutes-sheet.tsx';
import { ObservationForm } from '../../minutes/observation-form.tsx';
import { ObservationList } from '../../minutes/observation-list.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Section, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

type Minutes = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['minutes']>;

/** Minutes to read again, or approved. */
export function MinutesLinkPage() {
  const { minutes, token, isSaid } = useLoaderData<typeof loader>();
  const refusal = useAnswer<typeof action>();
  if (!minutes) return <LinkIsOver />;
  const text = minutes.text as unknown as JSONContent;
  return (
    <>
      <PageTitle lead={`Réunion ${withDu(spanOf(minutes))}. Lien personnel de ${minutes.name}.`}>
        Compte rendu : {minutes.title}
      </PageTitle>
      <Stack gap="l">
        {refusal && (
          <Notice tone="error" isLive>
            {Object.values(refusal.fields)[0] ?? refusal.message}
          </Notice>
        )}
        {isSaid && !refusal && (
          <Notice tone="success" isLive>
            Merci, c’est enregistré.
          </Notice>
        )}
        {minutes.state === 'APPROVED' && <Approved minutes={minutes} token={token} />}
        <MinutesSheet text={text} aside={minutes.state === 'OBSERVATIONS' && <Said minutes={minutes} text={text} />} />
      </Stack>
    </>
  );
}

function Said({ minutes, text }: { minutes: Minutes; text: JSONContent }) {
  const { observations, observationsUntil, mayObserve, hasConsented } = minutes;
  return (
    <Stack gap="l">
      <ObservationForm
        key={observations.length}
        {...{ text, until: observationsUntil, isOver: !mayObserve, hasConsented }}
      />
      {observations.length > 0 && (
        <Section title="Vos observations">
          <ObservationList observations={observations} text={text} />
        </Section>
      )}
    </Stack>
  );
}

function Approved({ minutes, token }: { minutes: Minutes; token: string }) {
  return (
    <Notice
      tone="success"
      title={`Compte rendu approuvé le ${formatDateTime(minutes.approvedAt ?? '')}`}
      actions={
        <LinkButton to={`/compte-rendu/${token}/document`} icon="download" reloadDocument>
          Télécharger le PDF
        </LinkButton>
      }
    >
      Il ne change plus.
    </Notice>
  );
}

function LinkIsOver() {
  return (
    <Narrow>
      <PageTitle>Ce lien n’est plus valable</PageTitle>
      <Notice tone="warning">
        Le délai est passé, ou l’invitation a été retirée. En cas de doute, écrivez à qui vous a invité.
      </Notice>
    </Narrow>
  );
}
