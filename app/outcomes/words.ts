// What the outcomes of a meeting are called, in French. Used by every page that shows one; knows no page.
import type { OutcomeKind } from '#domain/vocabulary.ts';

export const outcomeKindLabels: Record<OutcomeKind, string> = {
  DECISION: 'Décision',
  TASK: 'Tâche',
};
