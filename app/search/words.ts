// What the search says, in French: kinds of results, how many there are, where each is. Used by the field of the header and
// by the page of results; knows neither.
import { titleWithYear } from '#domain/convention-title.ts';
import type { SearchKind } from '#domain/search/inputs.ts';
import { formatDate, formatNumber, plural } from '../french-format.ts';
import type { FoundHit } from './queries.ts';

/** One result of a kind. */
export const kindLabels: Record<SearchKind, string> = {
  CONVENTION: 'Convention',
  ITEM: 'Texte',
  ACTION: 'Action ou engagement',
  ACTION_NOTE: 'Point d’avancement',
  DELIVERABLE: 'Livrable',
  OBLIGATION: 'Obligation',
  COMMENT: 'Commentaire',
  MEETING: 'Réunion',
  AGENDA: 'Ordre du jour',
  NOTES: 'Compte rendu',
  DECISION: 'Décision',
  TASK: 'Tâche',
  FILE: 'Document',
  DATASET: 'Données',
  PERSON: 'Personne',
  ORGANISATION: 'Organisme',
};

/** All results of a kind, as a choice. */
export const kindChoices: Record<SearchKind, string> = {
  CONVENTION: 'Conventions',
  ITEM: 'Texte des conventions',
  ACTION: 'Actions et engagements',
  ACTION_NOTE: 'Points d’avancement',
  DELIVERABLE: 'Livrables',
  OBLIGATION: 'Obligations',
  COMMENT: 'Commentaires',
  MEETING: 'Réunions',
  AGENDA: 'Ordres du jour',
  NOTES: 'Comptes rendus',
  DECISION: 'Décisions',
  TASK: 'Tâches',
  FILE: 'Documents',
  DATASET: 'Données',
  PERSON: 'Personnes',
  ORGANISATION: 'Organismes',
};

/** « 12 résultats », « Plus de 1 000 résultats ». */
export const countWords = ({ total, isCapped }: { total: number; isCapped: boolean }): string =>
  isCapped
    ? `Plus de ${formatNumber(total)} résultats`
    : `${formatNumber(total)} ${plural(total, 'résultat', 'résultats')}`;

/** « 12 », « 12 ou plus ». */
export const facetWords = (count: number, isCapped: boolean): string =>
  isCapped ? `${formatNumber(count)} ou plus` : formatNumber(count);

const headingWords = ({ heading }: FoundHit): string | null => {
  if (!heading) return null;
  const names = { ARTICLE: 'Article', AXIS: 'Objectif stratégique', OBJECTIVE: 'Objectif' } as const;
  const name = heading.kind in names ? names[heading.kind as keyof typeof names] : null;
  const number = name && heading.number ? `${name}\u00a0${heading.number}` : null;
  return [number, heading.title].filter(Boolean).join(' · ') || null;
};

/** Where a result is, from the widest to the nearest: « Convention 2025 », « Article 3 · L’observation ». */
export function placeWords(hit: FoundHit): string[] {
  const { conventionTitle, year } = hit;
  const convention =
    hit.kind === 'CONVENTION' || !conventionTitle || !year ? null : titleWithYear({ title: conventionTitle, year });
  const isTitle = hit.title.map(({ text }) => text).join('') === hit.heading?.title;
  const meeting =
    hit.meetingAt && hit.kind !== 'MEETING'
      ? `${hit.meetingTitle}, ${formatDate(hit.meetingAt)}`
      : hit.meetingAt && formatDate(hit.meetingAt);
  return [convention, isTitle ? null : headingWords(hit), meeting, hit.authorName].filter((words) => words !== null);
}

/** What a result goes by: its title, else the passage that answers. */
export const nameOf = ({ title, passage }: FoundHit): FoundHit['title'] => (title.length > 0 ? title : passage);

/** Said of the list of suggestions as it changes. */
export const suggestedWords = (shown: number): string =>
  shown === 0 ? 'Aucune suggestion' : `${shown} ${plural(shown, 'suggestion', 'suggestions')}`;
