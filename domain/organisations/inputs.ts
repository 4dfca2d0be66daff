// What an administrator types about an organisation and its units. Browser-safe.
import { z } from 'zod';
import { today } from '../calendar.ts';
import { cleanLine, dayOrNone, email, line, optionalLine, wholeNumber } from '../fields.ts';
import { apiKeyModes, areas, charterFormats, organisationKinds, scopes, territories } from '../vocabulary.ts';

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

/** What texts say of it: where it sits, and who signs for it. What is not given stays as it is. */
const saidInTexts = (most: number) =>
  z
    .string()
    .max(4 * most, { error: `${most} caractères au plus.`, abort: true })
    .transform(cleanLine)
    .pipe(z.string().max(most, `${most} caractères au plus.`))
    .transform((words) => words || null)
    .nullish();
const seat = { address: saidInTexts(300), representative: saidInTexts(200) };

const kind = z.enum(organisationKinds, 'Choisissez le type d’organisme.');

/** Bytes of the file that a charter is taken from, and in words. */
export const CHARTER_LIMIT = 5 * 1024 * 1024;
export const CHARTER_LIMIT_WORDS = '5\u00a0Mo';

const fileName = z
  .string()
  .max(1_000, 'Le nom du fichier est trop long.')
  .transform((typed) => {
    const clean = (typed.split(/[\\/]/).at(-1) ?? '').normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Surrogate}]+/gu, '');
    return [...clean.trim()].slice(-150).join('') || 'sans nom';
  });

/** The file that the visual charter of an organisation is taken from. */
export const giveCharterInput = z.object({ organisationId: id, fileName });

export const removeCharterInput = z.object({
  organisationId: id,
  format: z.enum(charterFormats, 'Choisissez un format de la liste.'),
});

/** A new organisation. */
export const createOrganisationInput = z.object({ name, shortName, kind, siret, ...seat });

/** What may change in an organisation. */
export const updateOrganisationInput = z.object({ organisationId: id, name, shortName, kind, siret, ...seat });

const territory = z
  .enum(territories, 'Choisissez un territoire de la liste.')
  .nullish()
  .transform((chosen) => chosen ?? null);

/** A new direction, service or territorial house. */
export const createUnitInput = z.object({ organisationId: id, name, shortName, territory });

/** What may change in a unit. */
export const updateUnitInput = z.object({ unitId: id, name, shortName, territory });

const byte = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const RANGE_V4 = new RegExp(`^(?:${byte}\\.){3}${byte}(?:/(?:3[0-2]|[12]?\\d))?$`);

const isAddressV6 = (words: string) => z.ipv6().safeParse(words).success;

/** « 192.0.2.0/24 », « 2001:db8::/32 », or one address. */
function isRange(words: string): boolean {
  if (RANGE_V4.test(words)) return true;
  const [network = '', bits = '128', ...rest] = words.split('/');
  return rest.length === 0 && isAddressV6(network) && /^\d{1,3}$/.test(bits) && Number(bits) <= 128;
}

const withBits = (range: string) => (range.includes('/') ? range : `${range}/${range.includes(':') ? 128 : 32}`);

/** Networks, as a list or one a line; one address is a network of its own. */
const ranges = z
  .preprocess(
    (typed) => (typeof typed === 'string' ? typed.split(/[\s,;]+/).filter(Boolean) : (typed ?? [])),
    z
      .array(z.string().refine(isRange, 'Saisissez une adresse IP ou un réseau par ligne, par exemple 192.0.2.0/24.'))
      .max(20, 'Vingt réseaux au plus.'),
  )
  .transform((given) => given.map(withBits));

const expiresOn = dayOrNone
  .refine((day) => day === null || day >= today(), 'Choisissez un jour à venir.')
  .nullish()
  .transform((day) => day ?? null);

/** What a key is narrowed to: none, all that its mode gives. */
const narrowed = z
  .preprocess((given) => given ?? [], z.array(z.enum(scopes, 'Choisissez un domaine de la liste.')).max(scopes.length))
  .transform((given) => [...new Set(given)]);

const keyName = line(80, 'Nommez le système qui utilisera cette clé.');

/** A key for a program of the organisation. */
export const createApiKeyInput = z.object({
  organisationId: id,
  name: keyName,
  mode: z.enum(apiKeyModes, 'Choisissez ce que la clé permet.'),
  scopes: narrowed,
  ranges,
  expiresOn,
});

/** What the form of a new key asks: areas, whose verb follows from what the key permits. */
export const apiKeyForm = z.object({
  name: keyName,
  mode: z.enum(apiKeyModes, 'Choisissez ce que la clé permet.'),
  areas: z.preprocess(
    (given) => (given === undefined || given === null ? [] : [given].flat()),
    z.array(z.enum(areas, 'Choisissez un domaine de la liste.')),
  ),
  ranges,
  expiresOn,
});

/** What the form of a key that is there asks. */
export const apiKeyTermsForm = z.object({ ranges, expiresOn });

/** What may change in a key: where it is used from, and when it ends. */
export const changeApiKeyInput = z.object({ apiKeyId: id, ranges, expiresOn });

/** A key that takes over from another, which ends some days later. */
export const replaceApiKeyInput = z.object({
  apiKeyId: id,
  days: wholeNumber(0, 90, 'Entre 0 et 90 jours.'),
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
