// Due dates of obligations by quarter and by where they stand.
import { type OccurrenceState, occurrenceStates } from '#domain/vocabulary.ts';
import { type PartTone, StackedBars } from '../charts/stacked-bars.tsx';
import { occurrenceStateLabels } from '../obligations/words.ts';

const tones: Record<OccurrenceState, PartTone> = {
  MET: 'success',
  LATE: 'danger',
  PLANNED: 'info',
  TO_PLAN: 'neutral',
  LAPSED: 'faint',
  NOT_APPLICABLE: 'faint',
};

const order = [...occurrenceStates].sort(
  (one, other) => Object.keys(tones).indexOf(one) - Object.keys(tones).indexOf(other),
);

const quarters: Record<string, string> = {
  Q1: '1er trimestre',
  Q2: '2e trimestre',
  Q3: '3e trimestre',
  Q4: '4e trimestre',
};

/** « 2025-Q4 » as one says it: « 4e trimestre 2025 ». */
function wordsOf(quarter: string): string {
  const [year, rank = ''] = quarter.split('-');
  return `${quarters[rank] ?? rank} ${year}`;
}

export function QuarterBars({
  counts,
}: {
  counts: readonly { quarter: string; state: OccurrenceState; count: number }[];
}) {
  const found = [...new Set(counts.map(({ quarter }) => quarter))].sort();
  return (
    <StackedBars
      caption="Échéances par trimestre, selon leur état"
      rowHeader="Trimestre"
      parts={order.map((state) => ({ id: state, label: occurrenceStateLabels[state], tone: tones[state] }))}
      rows={found.map((quarter) => ({
        id: quarter,
        label: wordsOf(quarter),
        counts: Object.fromEntries(
          counts.filter((one) => one.quarter === quarter).map(({ state, count }) => [state, count]),
        ),
      }))}
    />
  );
}
