// What may be said of a decision or a task that a meeting's notes hold, and what a list of them may be narrowed to.
// Browser-safe.
import { z } from 'zod';
import { blockId, dayOrNone, emptyAsNull, pastDay, thingId } from '../fields.ts';
import { outcomeKinds } from '../vocabulary.ts';

const idOrNone = z.preprocess(emptyAsNull, thingId.nullable());

/** Says what goes with a decision or a task. What is left out stays; null takes it away. */
export const followOutcomeInput = z
  .object({
    meetingId: thingId,
    /** Of the notes. */
    blockId,
    /** Who does it: a person, or else `partyId`. */
    personId: idOrNone.optional(),
    /** An organisation or one of its services. */
    partyId: idOrNone.optional(),
    dueOn: dayOrNone.optional(),
    doneOn: z.preprocess(emptyAsNull, pastDay.nullable()).optional(),
    /** The block of the convention's text that it concerns. */
    programmeBlockId: z.preprocess(emptyAsNull, blockId.nullable()).optional(),
  })
  .refine(({ personId, partyId }) => !personId || !partyId, {
    path: ['personId'],
    error: 'Choisissez une personne, un service ou un organisme.',
  });
export type FollowOutcome = z.output<typeof followOutcomeInput>;

const MOST_AT_ONCE = 100;

/** The same of several tasks: what is left out stays as it is in each. */
export const followOutcomesInput = z
  .object({
    /** Each by its meeting and its block of the notes. */
    tasks: z
      .array(z.object({ meetingId: thingId, blockId }))
      .min(1, 'Cochez au moins une tâche.')
      .max(MOST_AT_ONCE, `Cochez au plus ${MOST_AT_ONCE} tâches à la fois.`),
    personId: thingId.nullish(),
    partyId: thingId.nullish(),
    dueOn: dayOrNone.optional(),
    doneOn: pastDay.nullable().optional(),
  })
  .refine(({ personId, partyId }) => !personId || !partyId, {
    path: ['personId'],
    error: 'Choisissez une personne, un service ou un organisme.',
  })
  .refine(
    ({ personId, partyId, dueOn, doneOn }) => personId || partyId || dueOn !== undefined || doneOn !== undefined,
    {
      path: ['doneOn'],
      error: 'Choisissez ce qui change\u00a0: l’état, l’échéance ou le responsable.',
    },
  );

/** All that is given must hold. */
export const outcomeFilter = z.object({
  conventionId: thingId.nullish(),
  meetingId: thingId.nullish(),
  programmeBlockId: thingId.nullish(),
  kind: z.enum(outcomeKinds, 'Ce type n’existe pas.').nullish(),
  /** Tasks of the viewer, of their service or of their whole organisation. */
  mine: z.boolean().nullish(),
  /** Tasks that are not done (true), or are (false). */
  open: z.boolean().nullish(),
  /** Tasks that are not done and whose day is over. */
  late: z.boolean().nullish(),
});
export type OutcomeFilter = z.output<typeof outcomeFilter>;
