// What may be asked of the search, by pages and by the API. Browser-safe.
import { z } from 'zod';
import { line, thingId } from '../fields.ts';
import { LONGEST_SEARCH } from './bounds.ts';

/** What people choose by, in the order that choices are shown in. */
export const searchKinds = [
  'CONVENTION',
  'ITEM',
  'ACTION',
  'ACTION_NOTE',
  'DELIVERABLE',
  'OBLIGATION',
  'COMMENT',
  'MEETING',
  'AGENDA',
  'NOTES',
  'DECISION',
  'TASK',
  'FILE',
  'DATASET',
  'PERSON',
  'ORGANISATION',
] as const;
export type SearchKind = (typeof searchKinds)[number];

/** The words of a search, and what it is narrowed to. */
export const searchInput = z.object({
  words: line(LONGEST_SEARCH, 'Saisissez un ou plusieurs mots.'),
  kinds: z
    .array(z.enum(searchKinds, 'Ce type de résultat n’existe pas.'))
    .max(searchKinds.length, 'Trop de types à la fois.')
    .nullish(),
  year: z.number().int().min(1900, 'Cette année n’existe pas.').max(9999, 'Cette année n’existe pas.').nullish(),
  conventionId: thingId.nullish(),
  typing: z.boolean().nullish(),
});
export type SearchInput = z.output<typeof searchInput>;
