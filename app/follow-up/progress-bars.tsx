// How far actions have come, a bar a row: the axes of a convention, or the conventions of an organisation or a territory.
import { type ActionStatus, actionStatuses } from '#domain/vocabulary.ts';
import { type PartTone, StackedBars } from '../charts/stacked-bars.tsx';
import { actionStatusLabels } from './words.ts';

const tones: Record<ActionStatus, PartTone> = {
  DONE: 'success',
  ONGOING: 'info',
  LATE: 'danger',
  BLOCKED: 'ochre',
  PAUSED: 'accent',
  UPCOMING: 'neutral',
  ABANDONED: 'faint',
};

/** From what is done to what is given up. */
const order: readonly ActionStatus[] = [...actionStatuses].sort(
  (one, other) => Object.keys(tones).indexOf(one) - Object.keys(tones).indexOf(other),
);

export interface ProgressRow {
  id: string;
  label: string;
  meanProgress: number;
  counts: readonly { status: ActionStatus; count: number }[];
}

export function ProgressBars({
  caption,
  rowHeader,
  rows,
}: {
  caption: string;
  rowHeader: string;
  rows: readonly ProgressRow[];
}) {
  return (
    <StackedBars
      caption={caption}
      rowHeader={rowHeader}
      asideHeader="Avancement moyen"
      isShare
      parts={order.map((status) => ({ id: status, label: actionStatusLabels[status], tone: tones[status] }))}
      rows={rows.map(({ id, label, meanProgress, counts }) => ({
        id,
        label,
        aside: `${meanProgress}\u00a0%`,
        counts: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
      }))}
    />
  );
}
