import { Link, useLoaderData } from '@remix-run/react';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { LinkedDatasets } from '../../datasets/linked-datasets.tsx';
import { ActionStatusBadge } from '../../follow-up/action-status-badge.tsx';
import { FollowUpFrame } from '../../follow-up/follow-up-frame.tsx';
import { actionStatusLabels } from '../../follow-up/words.ts';
import { formatDate, formatDateTime } from '../../french-format.ts';
import { DecidedLine } from '../../outcomes/outcome-words.tsx';
import { MarkBadge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { ActionNotes } from './action-notes.tsx';
import styles from './action-page.module.css';
import { ActionParties } from './action-parties.tsx';
import { FollowForm } from './follow-form.tsx';
import type { loader } from './loader.ts';
import type { ShownAction } from './queries.ts';

/** One action of a convention. */
export function ActionPage() {
  const { convention, action, datasets, bodies } = useLoaderData<typeof loader>();
  useFreshConvention(convention.id);
  return (
    <FollowUpFrame convention={convention} current="/actions">
      <Head conventionId={convention.id} action={action} />
      <div className={styles.columns}>
        <Stack gap="l">
          <Section title="Où en est-on ?">
            {convention.viewerMayFollow ? <FollowForm key={action.id} action={action} /> : <Standing {...action} />}
          </Section>
          <ActionNotes action={action} mayFollow={convention.viewerMayFollow} />
        </Stack>
        <Stack gap="l">
          <ActionParties action={action} convention={convention} bodies={bodies} />
          <LinkedDatasets
            datasets={datasets}
            place={{ kind: 'BLOCK', conventionId: convention.id, subjectId: action.id }}
            mayDeposit={convention.viewerMayStoreFiles}
          />
          {action.outcomes.length > 0 && (
            <Section title="Décidé en réunion">
              <Stack gap="s">
                {action.outcomes.map((outcome) => (
                  <DecidedLine key={`${outcome.meeting.id} ${outcome.blockId}`} outcome={outcome} />
                ))}
              </Stack>
            </Section>
          )}
          <Section title="Historique de l’état">
            {action.history.length === 0 ? (
              <p className={styles.soft}>Rien n’a encore été dit de cette action.</p>
            ) : (
              <Table
                caption="Historique de l’état"
                columns={historyColumns}
                rows={action.history}
                rowKey={({ id }) => id}
              />
            )}
          </Section>
        </Stack>
      </div>
    </FollowUpFrame>
  );
}

const titleOf = ({ number, title }: { number: string | null; title: string }) =>
  number ? `${number} · ${title}` : title;

function Head({ conventionId, action }: { conventionId: string; action: ShownAction }) {
  const { id, mark, degree, text, axis, objective, status, isLate } = action;
  const above = [axis, objective].flatMap((heading) => (heading ? [titleOf(heading)] : []));
  return (
    <div className={styles.head}>
      <p className={styles.soft}>
        <Link to={`/conventions/${conventionId}/suivi/actions`}>Toutes les actions</Link>
        {above.map((title) => (
          <span key={title}> › {title}</span>
        ))}
      </p>
      <h2 className={styles.words}>{text}</h2>
      <p className={styles.badges}>
        {mark && <MarkBadge mark={mark} degree={degree} />}
        <ActionStatusBadge status={status} isLate={isLate} />
        <Link to={`/conventions/${conventionId}/lecture#b-${id}`} className={styles.toText}>
          <Icon name="document" size="s" /> Lire dans le texte
        </Link>
      </p>
    </div>
  );
}

function Standing({ status, isLate, progress, dueOn }: ShownAction) {
  return (
    <p className={styles.badges}>
      <ActionStatusBadge status={status} isLate={isLate} />
      <span>Avancement : {progress} %</span>
      {dueOn && <span>Échéance : {formatDate(dueOn)}</span>}
    </p>
  );
}

type Entry = ShownAction['history'][number];

const historyColumns: Column<Entry>[] = [
  { id: 'at', header: 'Date', isRowHeader: true, cell: ({ at }) => formatDateTime(String(at)) },
  { id: 'status', header: 'État', cell: ({ status, progress }) => `${actionStatusLabels[status]}, ${progress} %` },
  { id: 'author', header: 'Par', cell: ({ author }) => author?.name ?? '—' },
];
