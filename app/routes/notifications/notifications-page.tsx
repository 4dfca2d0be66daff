// The list of what one was told, and the boxes for what also comes by mail.

import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { notificationKinds } from '#domain/vocabulary.ts';
import { useAnswer } from '../../forms/answer.ts';
import { subscribe, useReread } from '../../frame/nudges.ts';
import { notificationKindLabels } from '../../notifications/words.ts';
import type { loader as rootLoader } from '../../root.tsx';
import { PollsToAnswer } from '../../scheduling/polls-to-answer.tsx';
import { Checkbox } from '../../ui/choice-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FieldGroup, useFieldWiring } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { More } from '../../ui/more.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Section, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import { byDay } from './by-day.ts';
import type { loader, NotificationLine } from './loader.ts';
import { NotificationRow } from './notification-row.tsx';
import styles from './notifications-page.module.css';

/** Reads the list again when something is told to this person, here or elsewhere. */
function useLiveList(): void {
  const personId = useRouteLoaderData<typeof rootLoader>('root')?.viewer?.personId;
  const reread = useReread();
  useEffect(() => {
    if (!personId) return;
    return subscribe(`person:${personId}`, (nudges) => {
      if (nudges.some(({ kind }) => kind.startsWith('notification.'))) reread();
    });
  }, [personId, reread]);
}

/** The page. */
export function NotificationsPage() {
  const { hasUnread, unread, read, toAnswer, isLaterPage, until, mailPreferences } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  useLiveList();
  return (
    <Narrow>
      <PageTitle
        lead="Ce que l’on vous dit dans les conventions où vous participez."
        actions={
          hasUnread && (
            <Form>
              <input type="hidden" name="until" value={until} />
              <SubmitButton intent="read-all" variant="secondary" icon="check">
                Tout marquer comme lu
              </SubmitButton>
            </Form>
          )
        }
      >
        Notifications
      </PageTitle>
      <Stack gap="l">
        {answer && 'done' in answer && answer.done && (
          <Notice tone="success" isLive>
            {answer.done}
          </Notice>
        )}
        {answer && 'message' in answer && (
          <Notice tone="error" isLive>
            {answer.message}
          </Notice>
        )}
        {!isLaterPage && <PollsToAnswer meetings={toAnswer} />}
        {!isLaterPage && [unread.lines, read.lines, toAnswer].every(({ length }) => length === 0) && (
          <EmptyState icon="bell" title="Aucune notification">
            Vous serez prévenu ici quand quelqu’un vous mentionne, vous répond ou vous ouvre une convention.
          </EmptyState>
        )}
        <Lines title="Non lues" list={unread} goingOn="nonlues" />
        <Lines title="Déjà lues" list={read} goingOn="apres" />
        <ByMail preferences={mailPreferences} />
      </Stack>
    </Narrow>
  );
}

interface LinesProps {
  title: string;
  list: { lines: NotificationLine[]; next: string | null };
  /** What names the rest of the list in the address. */
  goingOn: string;
}

function Lines({ title, list: { lines, next }, goingOn }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <>
      <Section title={title}>
        <Days lines={lines} />
      </Section>
      {next && <More to={`?${new URLSearchParams({ [goingOn]: next })}`} shown={lines.length} />}
    </>
  );
}

function Days({ lines }: { lines: readonly NotificationLine[] }) {
  return byDay(lines, new Date()).map(({ day, things }) => (
    <div key={day} className={styles.day}>
      <h3 className={styles.date} suppressHydrationWarning>
        {day}
      </h3>
      <ul className={styles.lines}>
        {things.map((line) => (
          <NotificationRow key={line.id} line={line} />
        ))}
      </ul>
    </div>
  ));
}

function ByMail({ preferences }: { preferences: readonly { kind: string; enabled: boolean }[] }) {
  const group = { label: 'M’envoyer un courriel quand', isRequired: true };
  const wiring = useFieldWiring(group);
  return (
    <Section
      title="Par courriel"
      lead="Chaque jour ouvré à 7 h 30, un seul courriel rassemble ce que vous n’avez pas encore lu."
    >
      <Form>
        <FieldGroup wiring={wiring} props={group}>
          {notificationKinds.map((kind) => (
            <Checkbox
              key={kind}
              name={kind}
              label={notificationKindLabels[kind]}
              defaultChecked={preferences.some((preference) => preference.kind === kind && preference.enabled)}
            />
          ))}
        </FieldGroup>
        <div>
          <SubmitButton intent="mail" variant="secondary">
            Enregistrer mes choix
          </SubmitButton>
        </div>
      </Form>
    </Section>
  );
}
