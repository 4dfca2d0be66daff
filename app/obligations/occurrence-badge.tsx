// Where an occurrence stands, in a word with its sign: never by colour alone.
import type { OccurrenceState } from '#domain/vocabulary.ts';
import { Badge, type BadgeTone } from '../ui/badge.tsx';
import type { IconName } from '../ui/icon-shapes.ts';
import { occurrenceStateLabels } from './words.ts';

const looks: Record<OccurrenceState, { tone: BadgeTone; icon: IconName }> = {
  TO_PLAN: { tone: 'ochre', icon: 'clock' },
  PLANNED: { tone: 'info', icon: 'calendar' },
  MET: { tone: 'success', icon: 'check' },
  LATE: { tone: 'danger', icon: 'warning' },
  LAPSED: { tone: 'neutral', icon: 'clock' },
  NOT_APPLICABLE: { tone: 'neutral', icon: 'close' },
};

/** « En retard », « Satisfaite », « Satisfaite en retard »… */
export function OccurrenceBadge({ state, metLate }: { state: OccurrenceState; metLate?: boolean }) {
  return (
    <Badge {...looks[state]}>
      {occurrenceStateLabels[state]}
      {state === 'MET' && metLate && ' en retard'}
    </Badge>
  );
}
