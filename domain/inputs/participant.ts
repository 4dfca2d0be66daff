// Who takes part in a convention, for the forms and the mutations. Browser-safe.
import { z } from 'zod';
import { participantRoles } from '../vocabulary.ts';
import { addressOr } from './account.ts';

const id = z.uuid('Cet élément n’existe pas, ou vous n’y avez pas accès.');

const role = z.enum(participantRoles, 'Choisissez un rôle.');

const holder = 'Choisissez une personne ou un organisme.';

/** Lets a person take part (chosen, or by the address of the account), or everybody of an organisation. */
export const addParticipantInput = z
  .object({
    conventionId: id,
    personId: z.uuid(holder).nullish(),
    email: addressOr('Cette adresse n’est pas reconnue. Exemple : prenom.nom@exemple.fr').nullish(),
    organisationId: z.uuid(holder).nullish(),
    role,
  })
  .refine(({ personId, email, organisationId }) => [personId, email, organisationId].filter(Boolean).length === 1, {
    path: ['holder'],
    error: holder,
  });

/** Gives a participant another role. */
export const changeParticipantInput = z.object({ participantId: id, role });

/** Ends a participation. */
export const removeParticipantInput = z.object({ participantId: id });
