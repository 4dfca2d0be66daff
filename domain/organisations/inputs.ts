// What an administrator types about an organisation and its units. Browser-safe.
import { z } from 'zod';
import { email, line, optionalLine } from '../fields.ts';
import { apiKeyModes, organisationKinds, territories } from '../vocabulary.ts';

const id = z.uuid('Cet élément n’existe pas, ou vous n’y avez pas accès.');
const name = line(150, 'Saisissez le nom complet.');
const shortName = line(40, 'Saisissez le nom court, celui des listes et des curseurs.');

/** A SIRET ends with a check digit (Luhn); the mistyped one is the one that matters. */
function isSiret(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return /^\d{14}$/.test(digits) && sum % 10 === 0;
}

const siret = z
  .string()
  .max(40, 'Un SIRET compte 14 chiffres.')
  .transform((typed) => typed.replace(/\s/g, ''))
  .refine((digits) => digits === '' || isSiret(digits), 'Ce numéro n’est pas un SIRET\u00a0: vérifiez ses 14 chiffres.')
  .transform((digits) => digits || null)
  .nullish()
  .transform((digits) => digits ?? null);

const kind = z.enum(organisationKinds, 'Choisissez le type d’organisme.');

/** A new organisation. */
export const createOrganisationInput = z.object({ name, shortName, kind, siret });

/** What may change in an organisation. */
export const updateOrganisationInput = z.object({ organisationId: id, name, shortName, kind, siret });

const territory = z
  .enum(territories, 'Choisissez un territoire de la liste.')
  .nullish()
  .transform((chosen) => chosen ?? null);

/** A new direction, service or territorial house. */
export const createUnitInput = z.object({ organisationId: id, name, shortName, territory });

/** What may change in a unit. */
export const updateUnitInput = z.object({ unitId: id, name, shortName, territory });

/** A key for a program of the organisation. */
export const createApiKeyInput = z.object({
  organisationId: id,
  name: line(80, 'Nommez le système qui utilisera cette clé.'),
  mode: z.enum(apiKeyModes, 'Choisissez ce que la clé permet.'),
});

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
