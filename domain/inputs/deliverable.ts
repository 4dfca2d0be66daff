// What may be said of a deliverable, of the pieces it counts, and of the lists they tick off. Browser-safe.
import { z } from 'zod';
import { line } from './account.ts';
import {
  blockId,
  dayOrNone,
  emptyAsNull,
  knownVersion,
  linkOrNone,
  pastDay,
  thingId,
  wholeNumber,
} from './follow-up.ts';

/** Pieces one deliverable may promise: the largest known list has 78 entries. */
const MOST_PIECES = 10_000;

const title = line(200, 'Donnez un titre au livrable.');
const target = wholeNumber(1, MOST_PIECES, 'Le nombre attendu est un nombre entier, à partir de 1.');
const setId = z.preprocess(emptyAsNull, z.uuid('Choisissez une liste de référence.').nullable());

/** A counted promise of a block. */
export const createDeliverableInput = z.object({
  conventionId: thingId,
  blockId,
  title,
  target,
  dueOn: dayOrNone.optional(),
  referenceSetId: setId.optional(),
});

/** What may change in a deliverable; what is not given stays. */
export const changeDeliverableInput = z.object({
  deliverableId: thingId,
  title: title.optional(),
  target: target.optional(),
  dueOn: dayOrNone.optional(),
  referenceSetId: setId.optional(),
  version: knownVersion,
});

const id = z.preprocess(emptyAsNull, thingId.nullish());

/** One of the things counted: a link, a file, or the entry of a list that it ticks. */
export const deliverPieceInput = z
  .object({
    deliverableId: thingId,
    title: z.preprocess(emptyAsNull, line(200, 'Donnez un titre à la pièce.').nullish()),
    on: pastDay,
    url: linkOrNone,
    fileId: id,
    entryId: id,
  })
  .refine(({ url, fileId, entryId }) => Boolean(url || fileId || entryId), {
    path: ['url'],
    error: 'Donnez un lien ou un fichier, ou cochez une entrée de la liste.',
  });

/** Names one more entry of a list that several conventions tick off. */
export const addReferenceEntryInput = z.object({
  conventionId: thingId,
  setId: thingId,
  name: line(150, 'Donnez un nom à cette entrée.'),
  detail: z.preprocess(emptyAsNull, line(150, 'Précisez cette entrée.').nullish()),
});
