// What a comment may be, for the composer, the route and the mutations. Browser-safe. What is in a body is bodies.ts.
import { z } from 'zod';
import { cleanBody } from '../fields.ts';
import { mentionsOfBody } from './bodies.ts';

/** Characters of a body, counted after cleaning; a longer remark belongs in the text itself. */
export const BODY_LIMIT = 5000;

/** Characters of a quotation: about half a page. A longer selection is quoted by its beginning. */
export const QUOTATION_LIMIT = 1000;

/** Characters kept on each side of a quotation. */
export const CONTEXT_LIMIT = 100;

/** Different people and organisations that one comment may name. */
export const MENTION_LIMIT = 20;

const tooLong = 'Le commentaire est trop long (5\u202f000 caractères au plus).';

const body = z
  .string('Écrivez votre commentaire.')
  // Before cleaning, which is not linear in what an attacker may send (Unicode normalisation).
  .max(4 * BODY_LIMIT, { error: tooLong, abort: true })
  .transform(cleanBody)
  .pipe(
    z
      .string()
      .min(1, 'Écrivez votre commentaire.')
      .max(BODY_LIMIT, tooLong)
      .refine((text) => mentionsOfBody(text).length <= MENTION_LIMIT, {
        error: `Un commentaire peut mentionner au plus ${MENTION_LIMIT} personnes ou organismes.`,
      }),
  );

/** Words of the text as they were: kept as they are, only made storable. */
const words = (limit: number) =>
  z
    .string()
    .max(limit, 'Le passage choisi est trop long.')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL keeps no U+0000
    .transform((text) => text.replace(/\u0000|\p{Surrogate}/gu, ''))
    // Blanks alone point at nothing: the whole block is meant.
    .transform((text) => (text.trim() === '' ? '' : text));

const id = z.uuid('Cet élément n’existe pas, ou vous n’y avez pas accès.');

/** Opens a thread on a block (`quotation` empty) or on a stretch of its words. */
export const openThreadInput = z.object({
  conventionId: id,
  blockId: z.uuid('Choisissez un passage du texte.'),
  quotation: words(QUOTATION_LIMIT).default(''),
  prefix: words(CONTEXT_LIMIT).default(''),
  suffix: words(CONTEXT_LIMIT).default(''),
  body,
});

/** Answers in a thread. */
export const postCommentInput = z.object({ threadId: id, body });

/** Replaces the words of a comment. */
export const editCommentInput = z.object({ commentId: id, body });

/** Which threads a list shows. */
export const threadFilters = ['open', 'resolved', 'mine', 'mentions'] as const;
export type ThreadFilter = (typeof threadFilters)[number];
