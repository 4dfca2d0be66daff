// What the forms of the follow-up have in common: ids, days, whole numbers, decimals and links as people type them.
// Browser-safe.
import { z } from 'zod';
import { readAddress } from './address.ts';
import { isDay, today } from './calendar.ts';

/** An empty field of a form says nothing. */
export const emptyAsNull = (value: unknown): unknown => (value === '' ? null : value);

/** The id of a thing that the viewer must see. */
export const thingId = z.uuid('Cet élément n’existe pas, ou vous n’y avez pas accès.');

/** The id of a block of the text. */
export const blockId = z.uuid('Choisissez un passage du texte.');

/** A calendar day that exists. */
export const day = z.string('Saisissez une date.').refine(isDay, 'Cette date n’existe pas. Exemple\u00a0: 31/12/2025.');

/** A day, or none: an empty field clears it. */
export const dayOrNone = z.preprocess(emptyAsNull, day.nullable());

/** A day on which something has happened: today at the latest, in Paris. */
export const pastDay = day.refine(
  (given) => given <= today(),
  'Cette date est à venir\u00a0: saisissez une date passée ou celle du jour.',
);

/** A whole number between two bounds, as typed. */
export const wholeNumber = (least: number, most: number, sentence: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\s*-?\d{1,9}\s*$/.test(value) ? Number(value) : value),
    z.number(sentence).int(sentence).min(least, sentence).max(most, sentence),
  );

const notDecimal = 'Saisissez un nombre, avec quatre décimales au plus. Exemple\u00a0: 12,5.';

/** A decimal as typed, « 1 234,5 » or `1234.5`; kept as text, so that nothing is rounded. */
export const decimal = z
  .string(notDecimal)
  .max(40, notDecimal)
  .transform((typed) =>
    typed
      .replace(/[\s\u00a0\u202f]/g, '')
      .replace(',', '.')
      .replace('−', '-'),
  )
  .pipe(z.string().regex(/^-?\d{1,14}(?:\.\d{1,4})?$/, notDecimal));

const notLink = 'Saisissez une adresse complète, qui commence par https:// ou http://.';

const isWebLink = (typed: string) => {
  try {
    return ['http:', 'https:'].includes(new URL(typed).protocol);
  } catch {
    return false;
  }
};

/** The address of a page or document on the web, or none. */
export const linkOrNone = z.preprocess(
  (value) => emptyAsNull(typeof value === 'string' ? value.trim() : value),
  z
    .string(notLink)
    .max(2000, 'Cette adresse est trop longue (2\u202f000 caractères au plus).')
    .refine(isWebLink, notLink)
    .nullish(),
);

/** The version that a form was filled in from: a change since then is not overwritten. */
export const knownVersion = z.preprocess(
  (value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : emptyAsNull(value)),
  z.number().int().min(0).nullish(),
);

/** What joins two pictures into one (👩 and 💻); anywhere else it is not seen, and tells two equal words apart. */
const LOOSE_JOINER =
  /(?<!\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/**
 * Words on one line as they are kept: composed characters, single spaces, nothing invisible that alters the words around it. A
 * hyphen that is not seen (U+00AD, which comes with words pasted from a PDF) parts no word.
 */
export const cleanLine = (words: string) =>
  words
    .normalize('NFC')
    .replace(/(?!\u200d)[\p{Surrogate}\p{Cf}]/gu, '')
    .replace(LOOSE_JOINER, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();

/**
 * The body as it is kept: line breaks as `\n` and at most one empty line in a row, no control characters, and nothing
 * that turns the direction of the words around it (U+202A–202E, U+2066–2069), which could make a sentence read otherwise.
 */
export function cleanBody(body: string): string {
  return (
    body
      .normalize('NFC')
      .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out; tab and line feed stay
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g, '')
      // A lone half of a pair is not a character, and PostgreSQL would not keep it.
      .replace(/\p{Surrogate}/gu, '')
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

const atMost = (most: number) => `${most} caractères au plus.`;

/** A line of at most `most` characters; `missing` is said when it is empty. */
export const line = (most: number, missing: string, tooLong = atMost(most)) =>
  z
    .string(missing)
    // Before cleaning, which is not linear in what an attacker may send (Unicode normalisation).
    .max(4 * most, { error: tooLong, abort: true })
    .transform(cleanLine)
    .pipe(z.string().min(1, missing).max(most, tooLong));

/** A line that may be left empty: null then. */
export const optionalLine = (most: number, tooLong = atMost(most)) =>
  z
    .string()
    .max(4 * most, { error: tooLong, abort: true })
    .transform(cleanLine)
    .pipe(z.string().max(most, tooLong))
    .transform((words) => words || null)
    .nullish()
    .transform((words) => words ?? null);

export const addressWanted = 'Saisissez une adresse électronique complète, par exemple « prenom.nom@exemple.fr ».';

/** An e-mail address, in the form that accounts keep (address.ts); `wanted` is said of what is none. */
export const addressOr = (wanted: string) =>
  z.string(wanted).transform((typed, context) => {
    const address = readAddress(typed);
    if (address !== null) return address;
    context.addIssue({ code: 'custom', message: wanted });
    return z.NEVER;
  });

/** An e-mail address. */
export const email = addressOr(addressWanted);
