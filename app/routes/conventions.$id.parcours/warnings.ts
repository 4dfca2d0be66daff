// What is warned of before a step, in words, and where one mends it.
import type { StepCheck } from '#domain/vocabulary.ts';
import { count } from '../../french-format.ts';
import type { PathConvention, StepWarning } from './queries.ts';

const sentences: Record<StepCheck, (number: number) => string> = {
  OPEN_THREADS: (number) => count(number, 'discussion ouverte', 'discussions ouvertes'),
  STALE_YEARS: (number) => count(number, 'année ou date dépassée', 'années ou dates dépassées'),
  EMPTY_OBJECTIVES: (number) => count(number, 'objectif sans contenu', 'objectifs sans contenu'),
  PENDING_SUGGESTIONS: (number) => count(number, 'proposition à décider', 'propositions à décider'),
  UNNUMBERED_OBJECTIVES: (number) => count(number, 'objectif sans numéro', 'objectifs sans numéro'),
  UNDECIDED_CARRY_OVERS: (number) =>
    count(number, 'passage de l’an dernier à décider', 'passages de l’an dernier à décider'),
  OBLIGATIONS_WITHOUT_DEBTOR: (number) =>
    count(number, 'obligation sans organisme redevable', 'obligations sans organisme redevable'),
  ABSENT_ARTICLES: (number) => count(number, 'article absent (clause absente)', 'articles absents (clauses absentes)'),
};

/** « 3 discussions ouvertes ». */
export const sentenceOf = ({ check, count: number }: Pick<StepWarning, 'check' | 'count'>): string =>
  sentences[check](number);

/** The page on which all of it is seen, and what that page is called. */
export function pageOf({ check }: StepWarning, { id }: Pick<PathConvention, 'id'>): { to: string; label: string } {
  if (check === 'OPEN_THREADS') return { to: `/conventions/${id}/commentaires`, label: 'Voir les commentaires' };
  if (check === 'UNDECIDED_CARRY_OVERS') return { to: `/conventions/${id}/reprise`, label: 'Voir la reprise' };
  if (check === 'OBLIGATIONS_WITHOUT_DEBTOR')
    return { to: `/conventions/${id}/suivi/obligations`, label: 'Voir les obligations' };
  return { to: `/conventions/${id}/lecture`, label: 'Voir le texte' };
}

/** Where one place of a warning is: in the text being written, or as it is read. */
export const placeLink = (
  blockId: string,
  { id, viewerMayWrite }: Pick<PathConvention, 'id' | 'viewerMayWrite'>,
): string => `/conventions/${id}${viewerMayWrite ? '' : '/lecture'}#b-${blockId}`;
