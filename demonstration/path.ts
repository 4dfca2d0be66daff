// How the convention 2025 of the demonstration went from draft to signature: the days and counts of its deliberation. Who
// signed and who left the room are not named: the text is ours, nobody put a name to it.
import { moveConvention } from '#domain/conventions/lifecycle.ts';
import type { PersonViewer } from '#domain/viewers.ts';

const UNKNOWN_DAY = 'Jour de démonstration\u00a0: la source ne le donne pas.';

const steps = [
  { to: 'IN_REVIEW', on: '2025-03-31', note: UNKNOWN_DAY },
  { to: 'OPINION_GIVEN', on: '2025-03-31', opinion: { body: '5e commission', outcome: 'FAVOURABLE' } },
  {
    to: 'ADOPTED',
    on: '2025-04-22',
    vote: {
      body: 'Commission permanente du Conseil départemental',
      deliberation: '2025-117',
      votesFor: 40,
      votesAgainst: 0,
      abstentions: 0,
      absent: 4,
      present: 35,
      excused: 5,
      leftRoom: ['Trois membres intéressés'],
    },
  },
  {
    to: 'SIGNED',
    on: '2025-04-22',
    note: UNKNOWN_DAY,
    signature: {
      place: 'Arras',
      originals: 2,
      signatories: [
        {
          name: 'Signataire de démonstration',
          capacity: 'Président du Conseil départemental',
          organisation: 'Département du Pas-de-Calais',
        },
        {
          name: 'Signataire de démonstration',
          capacity: 'Présidente de l’association',
          organisation: 'Mission Bassin Minier Nord-Pas de Calais',
        },
      ],
    },
  },
  { to: 'RUNNING', on: '2025-04-22', note: UNKNOWN_DAY },
] as const;

/** Takes the steps, one after the other. */
export async function seedPath(viewer: PersonViewer, conventionId: string): Promise<void> {
  for (const step of steps) await moveConvention(viewer, { ...step, conventionId, passOver: true });
}
