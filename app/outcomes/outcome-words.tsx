// What a meeting decided, in words: who does it and how it stands. For the list of decisions, a meeting's page, the home
// page, and the passages of the text that are concerned.
import { Link } from '@remix-run/react';
import { formatDate } from '../french-format.ts';
import { meetingKindLabels } from '../meetings/words.ts';
import { Badge } from '../ui/badge.tsx';
import { Icon } from '../ui/icon.tsx';
import type { ListedOutcome } from './outcome-queries.ts';
import styles from './outcome-words.module.css';
import { outcomeKindLabels } from './words.ts';

/** Who is to do it: a person, a service or an organisation; null for nobody yet. */
export const assigneeOf = ({
  person,
  unit,
  organisation,
}: Pick<ListedOutcome, 'person' | 'unit' | 'organisation'>): string | null =>
  person?.name ?? unit?.name ?? organisation?.shortName ?? null;

/** « En retard », « À faire », « Faite le 3 mars 2026 »; nothing for a decision. */
export function OutcomeState({ outcome }: { outcome: Pick<ListedOutcome, 'kind' | 'doneOn' | 'isLate'> }) {
  const { kind, doneOn, isLate } = outcome;
  if (kind === 'DECISION') return null;
  if (doneOn)
    return (
      <Badge tone="success" icon="check">
        Faite le {formatDate(doneOn)}
      </Badge>
    );
  return isLate ? (
    <Badge tone="danger" icon="warning">
      En retard
    </Badge>
  ) : (
    <Badge tone="ochre" icon="clock">
      À faire
    </Badge>
  );
}

/** « Décision », « Tâche ». */
export function OutcomeKindBadge({ kind }: Pick<ListedOutcome, 'kind'>) {
  return (
    <Badge tone={kind === 'DECISION' ? 'accent' : 'info'} icon={kind === 'DECISION' ? 'flag' : 'action'}>
      {outcomeKindLabels[kind]}
    </Badge>
  );
}

/** The address of a meeting's decisions. */
export const decisionsPath = (meetingId: string): string => `/reunions/${meetingId}#decisions`;

/** One line under a passage: when and where it was decided, with the way there; for a task, who does it by when. */
export function DecidedLine({ outcome }: { outcome: ListedOutcome }) {
  const { kind, text, meeting, dueOn, doneOn, isLate, isApproved } = outcome;
  const task = [
    assigneeOf(outcome),
    doneOn ? `faite le ${formatDate(doneOn)}` : dueOn && `pour le ${formatDate(dueOn)}${isLate ? ', en retard' : ''}`,
  ].filter(Boolean);
  return (
    <span className={styles.decided}>
      <Icon name={kind === 'DECISION' ? 'flag' : 'action'} size="s" />
      <span>
        <Link to={decisionsPath(meeting.id)}>
          {kind === 'DECISION' ? 'Décidé' : 'Tâche décidée'}
          {meeting.startsAt && ` le ${formatDate(meeting.startsAt)}`} – {meetingKindLabels[meeting.kind]}
        </Link>
        {!isApproved && ' (compte rendu à approuver)'} : {text}
        {kind === 'TASK' && task.length > 0 && ` (${task.join(', ')})`}
      </span>
    </span>
  );
}
