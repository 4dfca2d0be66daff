// What the states of minutes are called, in French. Used by every page that shows one; knows no page.
import type { MinutesState } from '#domain/vocabulary.ts';

export const minutesStateLabels: Record<MinutesState, string> = {
  OBSERVATIONS: 'Soumis aux observations',
  APPROVED: 'Approuvé',
};
