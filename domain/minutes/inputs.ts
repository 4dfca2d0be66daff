// What minutes, what is said of them and their approval may be, for the forms and the mutations. Browser-safe.
import { z } from 'zod';
import { blockId, cleanBody, day, emptyAsNull, knownVersion, thingId } from '../fields.ts';

/** Characters of an observation: a longer one is a text of its own, to be handed in as a file. */
export const OBSERVATION_LENGTH = 4000;

const lines = (most: number, missing: string) =>
  z
    .string(missing)
    .max(4 * most, { error: `${most} caractères au plus.`, abort: true })
    .transform(cleanBody)
    .pipe(z.string().min(1, missing).max(most, `${most} caractères au plus.`));

const token = z.string().max(200);

const observation = {
  /** The passage it is about; none for the whole. */
  blockId: z.preprocess(emptyAsNull, blockId.nullish()).transform((given) => given ?? null),
  body: lines(OBSERVATION_LENGTH, 'Écrivez votre observation.'),
};

/** Sends the minutes of a held meeting for observations until a day; `version` is the meeting's that was read. */
export const sendMinutesInput = z.object({ meetingId: thingId, version: knownVersion, observationsUntil: day });

/** Gives more time for observations; `version` is the minutes' that was read. */
export const prolongObservationsInput = sendMinutesInput;

export const makeObservationInput = z.object({ meetingId: thingId, ...observation });
export const makeObservationByLinkInput = z.object({ token, ...observation });

/** « Je n’ai pas d’observation ». */
export const consentInput = z.object({ meetingId: thingId });
export const consentByLinkInput = z.object({ token });

/** Says what became of an observation. */
export const settleObservationInput = z.object({
  observationId: thingId,
  reply: lines(OBSERVATION_LENGTH, 'Dites ce que l’observation est devenue.'),
});

/**
 * Approves minutes; `version` and `textSequence` are theirs and their text's as they were read, `isWarned` says that the
 * silence of some is known.
 */
export const approveMinutesInput = z.object({
  meetingId: thingId,
  version: knownVersion,
  textSequence: knownVersion,
  isWarned: z.boolean().nullish(),
});

export const openNotesInput = z.object({ meetingId: thingId });
