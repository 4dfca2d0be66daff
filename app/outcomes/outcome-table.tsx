// Decisions and tasks as rows: what, who by when, where it stands. On a meeting's page and in the list of decisions.
import { Link } from '@remix-run/react';
import { formatDate } from '../french-format.ts';
import { dayOf, meetingKindLabels } from '../meetings/words.ts';
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
        {meetingKindLabels[kind]}, {dayOf({ startsAt })}
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

/** A box for each task that the viewer may say something of, posted with the form of that id. */
const ticks = (form: string): Column<ListedOutcome> => ({
  id: 'tick',
  header: 'Choisir',
  isHeaderHidden: true,
  cell: ({ kind, text, meeting, blockId, viewerMayFinish }) =>
    kind === 'TASK' &&
    viewerMayFinish && (
      <input
        type="checkbox"
        form={form}
        name="task"
        value={`${meeting.id} ${blockId}`}
        aria-label={`Choisir\u00a0: ${excerpt(text)}`}
        className={styles.box}
      />
    ),
});

export interface OutcomeTableProps {
  outcomes: readonly ListedOutcome[];
  /** They are of several meetings. */
  showsMeeting?: boolean;
  /** The id of the form that says something of the ticked ones; without it there is nothing to tick. */
  tickedFor?: string;
}

/** The table. */
export function OutcomeTable({ outcomes, showsMeeting, tickedFor }: OutcomeTableProps) {
  return (
    <Table
      caption="Décisions et tâches"
      columns={[...(tickedFor ? [ticks(tickedFor)] : []), what, ...(showsMeeting ? [meeting] : []), ...rest]}
      rows={outcomes}
      rowKey={(outcome) => `${outcome.meeting.id} ${outcome.blockId}`}
    />
  );
}
