// What rhythms of a series and votes on a date are called, in French. Used by every page that shows one; knows no page.
import type { SeriesRhythm, VoteAnswer } from '#domain/vocabulary.ts';

export const seriesRhythmLabels: Record<SeriesRhythm, string> = {
  MONTHLY: 'Chaque mois',
  QUARTERLY: 'Chaque trimestre',
  TWICE_A_YEAR: 'Deux fois par an',
};

export const voteAnswerLabels: Record<VoteAnswer, string> = {
  YES: 'Oui',
  IF_NEED_BE: 'Si nécessaire',
  NO: 'Non',
};
