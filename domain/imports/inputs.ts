// What a person may say of an upload that is being looked at. Browser-safe; used by the preview page and the mutations.
import { z } from 'zod';
import { createConventionInput } from '../conventions/inputs.ts';
import { degrees, headingKinds, itemMarks } from '../vocabulary.ts';

const id = z.uuid('Cet élément n’existe pas, ou vous n’y avez pas accès.');

/** Bytes of a file that is read: what formats/limits.ts says, for the page to say it before the file is sent. */
export const FILE_LIMIT = 20 * 1024 * 1024;

/** A chosen file, as far as it can be judged unread. */
export const chosenFile = z.object({
  size: z
    .number('Choisissez un fichier.')
    .min(1, 'Ce fichier est vide. Vérifiez qu’il s’ouvre sur votre poste, puis choisissez-le de nouveau.')
    .max(FILE_LIMIT, 'Ce fichier dépasse la taille autorisée (20 Mo). Enregistrez-le sans ses images, puis réessayez.'),
});

/** What a block can be made: the kinds of heading, an ordinary paragraph, an item of a list. */
export const correctedKinds = [...headingKinds, 'paragraph', 'listItem'] as const;

/** Corrections that one request may hold: a whole text. */
const CORRECTIONS_LIMIT = 5000;
/** Numbers of articles that make sense. */
const NUMBER_LIMIT = 999;

const wrongNumber = `Un numéro est un nombre entier de 1 à ${NUMBER_LIMIT}.`;

/** A number that a heading is to carry. */
export const imposedNumber = z.number(wrongNumber).int(wrongNumber).min(1, wrongNumber).max(NUMBER_LIMIT, wrongNumber);

const correction = z.object({
  blockId: id,
  kind: z.enum(correctedKinds, 'Choisissez un type de la liste.').nullish(),
  numbered: z.boolean().nullish(),
  /** A number to count from; null to follow the one that was typed, or the one before. */
  startAt: imposedNumber.nullish(),
  mark: z.enum(itemMarks, 'Choisissez une marque de la liste.').nullish(),
  degree: z.enum(degrees, 'Choisissez un degré de la liste.').nullish(),
});

/** Corrects what blocks were taken for. What a correction leaves out stays; null takes away. */
export const correctImportDraftInput = z.object({
  draftId: id,
  corrections: z.array(correction).min(1, 'Aucune correction.').max(CORRECTIONS_LIMIT),
});

export type Correction = z.output<typeof correction>;

/** Makes a convention of an upload. */
export const confirmImportInput = createConventionInput.extend({ draftId: id });

/** Names an upload. */
export const importDraftInput = z.object({ draftId: id });
