// How moments and differences are named, on paper and by the API. Pure.
import { dayAt } from '../calendar.ts';
import type { CommitmentChange } from '../comparison/commitments.ts';
import type { DifferenceState } from '../comparison/comparison.ts';
import { writeDay } from '../french.ts';
import type { ConventionState, Degree, VersionReason } from '../vocabulary.ts';
import type { TextMoment } from './text-comparisons.ts';
import type { VersionRow } from './versions.ts';

export const stateNames: Record<DifferenceState, string> = {
  KEPT: 'Inchangé',
  CHANGED: 'Modifié',
  ADDED: 'Nouveau',
  DROPPED: 'Écarté',
};

export const commitmentNames: Record<CommitmentChange['kind'], string> = {
  DEGREE: 'Degré',
  AMOUNT: 'Montant',
  DATE: 'Date',
};

/** How strongly a sentence binds, by the word that says so. */
export const degreeNames: Record<Degree, string> = {
  MUST: 'doit',
  COMMITS: 's’engage',
  EXPECTED: 'est attendu',
  CONTRIBUTES: 'contribuera',
  MAY: 'pourra',
};

const stepNames: Record<ConventionState, string> = {
  DRAFT: 'retour en rédaction',
  IN_REVIEW: 'mise en concertation',
  OPINION_GIVEN: 'avis rendu',
  ADOPTED: 'vote',
  SIGNED: 'signature',
  RUNNING: 'exécution',
  REPORTED: 'bilan',
  CLOSED: 'clôture',
  REJECTED: 'rejet',
  AMENDED: 'avenant',
  TERMINATED: 'résiliation',
};

const reasonNames: Record<Exclude<VersionReason, 'NAMED' | 'MOVED'>, string> = {
  SENT: 'envoi aux observations',
  APPROVED: 'approbation',
  BEFORE_RESTORE: 'avant un rétablissement',
  BEFORE_REPLACE: 'avant un remplacement',
  BEFORE_ASSEMBLE: 'avant un nouvel assemblage',
  TAKEN_AWAY: 'emportée pour Word',
  DAILY: 'version du jour',
};

/** « Avant le vote », « signature », « version du jour »: what a version is called. */
export function versionTitle({ reason, name, step }: Pick<VersionRow, 'reason' | 'name' | 'step'>): string {
  if (reason === 'NAMED') return name ?? 'version sans nom';
  return reason === 'MOVED' ? stepNames[step ?? 'DRAFT'] : reasonNames[reason];
}

/** A moment as a heading names it: « texte actuel (2026) », « signature (3 mars 2026) ». */
export function momentName({ text, version }: TextMoment): string {
  if (version === null) return `texte actuel (${text.year})`;
  return `${versionTitle(version)} (${writeDay(dayAt(version.keptAt))})`;
}
