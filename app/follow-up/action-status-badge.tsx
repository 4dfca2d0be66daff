// Where an action stands, in words and with an icon. What is past its due day is shown late, with what people last said.
import type { ActionStatus } from '#domain/vocabulary.ts';
import { Badge, type BadgeTone } from '../ui/badge.tsx';
import type { IconName } from '../ui/icon-shapes.ts';
import { actionStatusLabels } from './words.ts';

const looks: Record<ActionStatus, { tone: BadgeTone; icon: IconName }> = {
  UPCOMING: { tone: 'neutral', icon: 'clock' },
  ONGOING: { tone: 'info', icon: 'action' },
  DONE: { tone: 'success', icon: 'check' },
  LATE: { tone: 'danger', icon: 'warning' },
  BLOCKED: { tone: 'ochre', icon: 'lock' },
  PAUSED: { tone: 'neutral', icon: 'history' },
  ABANDONED: { tone: 'neutral', icon: 'close' },
};

export function ActionStatusBadge({ status, isLate }: { status: ActionStatus; isLate: boolean }) {
  if (isLate && status !== 'LATE')
    return (
      <>
        <Badge {...looks.LATE}>{actionStatusLabels.LATE}</Badge>{' '}
        <Badge {...looks[status]}>{actionStatusLabels[status]}</Badge>
      </>
    );
  return <Badge {...looks[status]}>{actionStatusLabels[status]}</Badge>;
}
