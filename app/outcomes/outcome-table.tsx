// Decisions and tasks as rows: what, who by when, where it stands. On a meeting's page and in the list of decisions.
import { Link } from '@remix-run/react';
import { formatDate } from '../french-format.ts';
import { meetingKindLabels } from '../meetings/words.ts';
import { type Column, Table } from '../ui/table.tsx';
import { FinishTask } from './finish-task.tsx';
import type { ListedOutcome } from './outcome-queries.ts';
import styles from './outcome-words.module.css';
import { assigneeOf, decisionsPath, OutcomeKindBadge, OutcomeState } from './outcome-words.tsx';

const what: Column<ListedOutcome> = {
  id: 'text',
  header: 'Décision ou tâche',
  isRowHeader: true,
  cell: ({ kind, text, programmeItem }) => (
    <span className={styles.words}>
      <span className={styles.kinds}>
        <OutcomeKindBadge kind={kind} />
      </span>
      {text}
      {programmeItem && !programmeItem.archivedAt && (
        <span className={styles.note}>
          Passage concerné :{' '}
          <Link to={programmeItem.path}>
            {[programmeItem.number, excerpt(programmeItem.title || programmeItem.text)].filter(Boolean).join(' ')}
          </Link>
        </span>
      )}
    </span>
  ),
};

const meeting: Column<ListedOutcome> = {
  id: 'meeting',
  header: 'Réunion',
  cell: ({ meeting: { id, kind, title, startsAt } }) => (
    <span className={styles.words}>
      <Link to={decisionsPath(id)}>{title}</Link>
      <span className={styles.note}>
        {meetingKindLabels[kind]}, {formatDate(startsAt)}
      </span>
    </span>
  ),
};

const rest: Column<ListedOutcome>[] = [
  {
    id: 'who',
    header: 'Responsable',
    cell: (outcome) => (outcome.kind === 'TASK' ? (assigneeOf(outcome) ?? 'À désigner') : '—'),
  },
  {
    id: 'state',
    header: 'État',
    cell: (outcome) =>
      outcome.kind === 'TASK' ? (
        <span className={styles.words}>
          <span>
            <OutcomeState outcome={outcome} />
          </span>
          {outcome.dueOn && <span className={styles.note}>échéance {formatDate(outcome.dueOn)}</span>}
        </span>
      ) : (
        '—'
      ),
  },
  {
    id: 'finish',
    header: 'Réalisation',
    isHeaderHidden: true,
    align: 'end',
    cell: (outcome) => <FinishTask outcome={outcome} />,
  },
];

/** Characters of a passage that name it. */
const EXCERPT = 70;

const excerpt = (words: string) => (words.length > EXCERPT ? `${words.slice(0, EXCERPT).trimEnd()}…` : words);

/** The table; `showsMeeting` where they are of several. */
export function OutcomeTable({
  outcomes,
  showsMeeting,
}: {
  outcomes: readonly ListedOutcome[];
  showsMeeting?: boolean;
}) {
  return (
    <Table
      caption="Décisions et tâches"
      columns={[what, ...(showsMeeting ? [meeting] : []), ...rest]}
      rows={outcomes}
      rowKey={(outcome) => `${outcome.meeting.id} ${outcome.blockId}`}
    />
  );
}
