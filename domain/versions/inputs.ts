// What a version of a text may be called, and which may be asked for. Browser-safe.
import { z } from 'zod';
import { blockId, line, thingId } from '../fields.ts';
import { VERSION_NAME_LIMIT } from './bounds.ts';

/** Blocks that are brought back at once. */
const MOST_BLOCKS = 2_000;
/** Stretches of text that one asks about at once. */
const MOST_STRETCHES = 100;

const tooLong = `Le nom est trop long (${VERSION_NAME_LIMIT} caractères au plus).`;

const name = line(VERSION_NAME_LIMIT, 'Donnez un nom à cette version.', tooLong);

export const keepVersionInput = z.object({ documentId: thingId, name });

export const keepBeforeReplacingInput = z.object({ documentId: thingId });

export const restoreVersionInput = z.object({
  versionId: thingId,
  /** None: the whole text. */
  blockIds: z.array(blockId).min(1, 'Choisissez un passage du texte.').max(MOST_BLOCKS).nullish(),
});

const place = z.number().int().min(0).max(1_000_000);

export const writersInput = z.object({
  documentId: thingId,
  stretches: z
    .array(z.object({ blockId, from: place, to: place }))
    .min(1)
    .max(MOST_STRETCHES),
});
