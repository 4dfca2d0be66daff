// What one says when accepting or refusing suggestions. Browser-safe.
import { z } from 'zod';
import { blockId, optionalLine, thingId } from '../fields.ts';

/** Characters of the reason for a decision. */
export const REASON_LIMIT = 500;
/** Suggestions that are decided at once. */
const MOST_SUGGESTIONS = 5_000;

const tooLong = `Le motif est trop long (${REASON_LIMIT} caractères au plus).`;

/** A reason: one line of plain words, or nothing. */
const oneLine = optionalLine(REASON_LIMIT, tooLong).transform((words) => words ?? '');

export const settleSuggestionsInput = z.object({
  documentId: thingId,
  suggestionIds: z
    .array(blockId)
    .min(1, 'Choisissez une proposition.')
    .max(MOST_SUGGESTIONS, 'Décidez moins de propositions à la fois.'),
  decision: z.enum(['ACCEPTED', 'REFUSED'], 'Choisissez d’accepter ou de refuser.'),
  reason: oneLine,
});

export const explainSuggestionInput = z.object({ documentId: thingId, suggestionId: blockId, reason: oneLine });

/** Decisions that are taken back at once. */
const MOST_REOPENED = 200;

export const reopenSuggestionsInput = z.object({
  documentId: thingId,
  decidedIds: z
    .array(thingId)
    .min(1, 'Choisissez une proposition.')
    .max(MOST_REOPENED, 'Annulez moins de décisions à la fois.'),
});

/** What is decided of which suggestions. */
export type Decision = Pick<z.output<typeof settleSuggestionsInput>, 'suggestionIds' | 'decision'>;
