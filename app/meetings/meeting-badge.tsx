// Where a meeting stands and what somebody answered, in a word with its sign: never by colour alone.
import type { MeetingAnswer, MeetingState } from '#domain/vocabulary.ts';
import { Badge, type BadgeTone } from '../ui/badge.tsx';
import type { IconName } from '../ui/icon-shapes.ts';
import { meetingAnswerLabels, meetingStateLabels } from './words.ts';

const states: Record<MeetingState, { tone: BadgeTone; icon: IconName }> = {
  DRAFT: { tone: 'ochre', icon: 'edit' },
  CALLED: { tone: 'info', icon: 'send' },
  HELD: { tone: 'success', icon: 'check' },
  CANCELLED: { tone: 'neutral', icon: 'close' },
};

/** « Convoquée ». */
export function MeetingBadge({ state }: { state: MeetingState }) {
  return <Badge {...states[state]}>{meetingStateLabels[state]}</Badge>;
}

const answers: Record<MeetingAnswer, { tone: BadgeTone; icon: IconName }> = {
  NEEDS_ACTION: { tone: 'neutral', icon: 'clock' },
  YES: { tone: 'success', icon: 'check' },
  MAYBE: { tone: 'ochre', icon: 'help' },
  NO: { tone: 'danger', icon: 'close' },
};

/** « Oui ». */
export function AnswerBadge({ answer }: { answer: MeetingAnswer }) {
  return <Badge {...answers[answer]}>{meetingAnswerLabels[answer]}</Badge>;
}
