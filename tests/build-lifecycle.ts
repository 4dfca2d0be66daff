// Makers of steps: what each one records, and a convention that is brought along its path through the domain's own verb.
import { moveConvention } from '#domain/lifecycle.ts';
import type { Viewer } from '#domain/viewers.ts';
import type { ConventionState } from '#domain/vocabulary.ts';

/** A vote that adopts. */
export const vote = {
  body: 'Commission permanente',
  deliberation: '2025-117',
  votesFor: 40,
  votesAgainst: 0,
  abstentions: 0,
  absent: 4,
  present: 35,
  excused: 5,
  leftRoom: ['Une conseillère', 'Un conseiller', 'Un autre conseiller'],
};

/** Two parties sign. */
export const signature = {
  place: 'Arras',
  originals: 2,
  signatories: [
    { name: 'Un président', capacity: 'Président du Conseil départemental', organisation: 'Département' },
    { name: 'Une présidente', capacity: 'Présidente', organisation: 'Mission' },
  ],
};

/** What a step must record, and passing over whatever is warned of. */
export const stepInputs: Partial<Record<ConventionState, object>> = {
  DRAFT: { reason: 'Une erreur de montant.' },
  OPINION_GIVEN: { opinion: { body: '5e commission', outcome: 'FAVOURABLE' } },
  ADOPTED: { vote },
  REJECTED: { reason: 'Crédits insuffisants.' },
  SIGNED: { signature },
  TERMINATED: { reason: 'Actions arrêtées.', termination: { ground: 'WITHOUT_NOTICE' } },
};

/** The input of one step, on a day of 2025 unless said otherwise. */
export const stepInput = (conventionId: string, to: ConventionState, more: object = {}) => ({
  conventionId,
  to,
  on: '2025-04-22',
  passOver: true,
  ...stepInputs[to],
  ...more,
});

const path = ['IN_REVIEW', 'OPINION_GIVEN', 'ADOPTED', 'SIGNED', 'RUNNING', 'REPORTED', 'CLOSED'] as const;

/** Takes a draft along the path as its steward, up to a state. */
export async function moveTo(steward: Viewer, conventionId: string, state: (typeof path)[number]): Promise<void> {
  for (const to of path.slice(0, path.indexOf(state) + 1)) await moveConvention(steward, stepInput(conventionId, to));
}
