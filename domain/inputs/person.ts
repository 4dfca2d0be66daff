// What an administrator types about the people of an organisation. Browser-safe.
import { z } from 'zod';
import { email, line, optionalLine } from './account.ts';

const id = z.uuid('Cet élément n’existe pas, ou vous n’y avez pas accès.');

const unitId = z
  .uuid('Choisissez un service de la liste.')
  .nullish()
  .transform((chosen) => chosen ?? null);

/** Somebody invited into an organisation. */
export const invitePersonInput = z.object({
  organisationId: id,
  email,
  name: line(120, 'Saisissez le prénom et le nom.'),
  jobTitle: optionalLine(120),
  unitId,
  organisationAdministrator: z.boolean().default(false),
});

/** Where somebody works, as the administrator knows it. */
export const placePersonInput = z.object({ personId: id, jobTitle: optionalLine(120), unitId });
