// What states, steps, roles and choices of a convention are called, in French. Used by every page that shows one; knows no page.
import type {
  CarryOverChoice,
  ConventionState,
  OpinionOutcome,
  ParticipantRole,
  TerminationGround,
} from '#domain/vocabulary.ts';

export const conventionStateLabels: Record<ConventionState, string> = {
  DRAFT: 'Brouillon',
  IN_REVIEW: 'En concertation',
  OPINION_GIVEN: 'Avis rendu',
  ADOPTED: 'Adoptée',
  SIGNED: 'Signée',
  RUNNING: 'En cours d’exécution',
  REPORTED: 'Bilan rendu',
  CLOSED: 'Close',
  REJECTED: 'Rejetée',
  AMENDED: 'Modifiée par avenant',
  TERMINATED: 'Résiliée',
};

export const opinionOutcomeLabels: Record<OpinionOutcome, string> = {
  FAVOURABLE: 'Favorable',
  RESERVED: 'Favorable avec réserves',
  UNFAVOURABLE: 'Défavorable',
};

export const terminationGroundLabels: Record<TerminationGround, string> = {
  NOTICE: 'Mise en demeure restée un mois sans effet (article\u00a010)',
  WITHOUT_NOTICE: 'Sans préavis (article\u00a08)',
};

export const participantRoleLabels: Record<ParticipantRole, string> = {
  READER: 'Lecteur',
  COMMENTER: 'Commentateur',
  SUGGESTER: 'Contributeur',
  EDITOR: 'Rédacteur',
  APPROVER: 'Approbateur',
  STEWARD: 'Responsable',
};

/** What a role may do; each may also do what the roles before it may. */
export const participantRoleMeanings: Record<ParticipantRole, string> = {
  READER: 'Lit le texte et les commentaires.',
  COMMENTER: 'Commente et répond.',
  SUGGESTER: 'Propose des modifications, que les rédacteurs acceptent ou refusent.',
  EDITOR: 'Écrit le texte.',
  APPROVER: 'Approuve le texte et les suites données.',
  STEWARD: 'Invite les participants et fait avancer la convention.',
};

export const carryOverChoiceLabels: Record<CarryOverChoice, string> = {
  KEEP: 'Garder',
  ADAPT: 'Adapter',
  DROP: 'Écarter',
};
