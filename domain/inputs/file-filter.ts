// What a list of the files of a convention may be narrowed to. Browser-safe.
import { z } from 'zod';
import { fileKinds } from '../vocabulary.ts';
import { emptyAsNull } from './follow-up.ts';

/** Words of a name in no particular order; capitals and accents do not count. */
const words = z
  .string()
  .max(200, 'Raccourcissez la recherche.')
  .transform((given) =>
    given
      .normalize('NFD')
      // No name holds what is not seen, and the database takes no NUL. Accents are dropped as file-lists.ts drops them.
      .replace(/[\u0300-\u036f\p{Cf}]/gu, '')
      .replace(/[\s\p{Cc}\p{Surrogate}]+/gu, ' ')
      .toLowerCase()
      .split(' ')
      .filter((word) => word !== ''),
  );

/** All that is given must hold. */
export const fileFilter = z.object({
  kind: z.preprocess(emptyAsNull, z.enum(fileKinds, 'Ce type de document n’existe pas.').nullish()),
  words: words.nullish(),
});
export type FileFilter = z.output<typeof fileFilter>;
