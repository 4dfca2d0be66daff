// What a point of an agenda may say, and where it may come from. Browser-safe.
import { z } from 'zod';
import { blockId, emptyAsNull, line, optionalLine, thingId, wholeNumber } from '../fields.ts';

/** Points that one agenda holds at most: more is not read out in a meeting. */
export const MOST_ITEMS = 50;

const title = line(300, 'Donnez un intitulé à ce point.');
const minutes = z.preprocess(emptyAsNull, wholeNumber(1, 600, 'Indiquez une durée en minutes, de 1 à 600.').nullable());
const leaderId = z.preprocess(emptyAsNull, thingId.nullable());
const idOrNone = z.preprocess(emptyAsNull, thingId.nullish());

/** Adds a point at the end; at most one source, of the meeting's convention or of one beside it. */
export const addAgendaItemInput = z
  .object({
    meetingId: thingId,
    title,
    minutes: minutes.optional().transform((given) => given ?? null),
    leaderId: leaderId.optional().transform((given) => given ?? null),
    occurrenceId: idOrNone,
    threadId: idOrNone,
    outcomeMeetingId: idOrNone,
    outcomeBlockId: z.preprocess(emptyAsNull, blockId.nullish()),
    blockId: z.preprocess(emptyAsNull, blockId.nullish()),
  })
  .refine(({ outcomeMeetingId, outcomeBlockId }) => !outcomeMeetingId === !outcomeBlockId, {
    path: ['outcomeBlockId'],
    error: 'Une tâche se désigne par sa réunion et son passage des notes.',
  });

/** Adds several points at the end, drawn from nothing. */
export const addAgendaPointsInput = z.object({
  meetingId: thingId,
  points: z.array(z.object({ title, minutes })).min(1).max(MOST_ITEMS, `${MOST_ITEMS} points au plus.`),
});

/** Says a point anew; `version` is the one that was read. */
export const changeAgendaItemInput = z.object({
  itemId: thingId,
  version: z.coerce.number<unknown>('Rechargez la page et réessayez.').int(),
  title,
  minutes,
  leaderId,
});

/** Puts a point at another rank, from 0; beyond the last it is the last. */
export const moveAgendaItemInput = z.object({
  itemId: thingId,
  to: z.coerce.number<unknown>('Rechargez la page et réessayez.').int().min(0).max(1000),
});

export const removeAgendaItemInput = z.object({ itemId: thingId });

export const sendAgendaInput = z.object({ meetingId: thingId });

/** What a point may be drawn from; with `words`, passages that hold all of them. */
export const suggestAgendaInput = z.object({
  meetingId: thingId,
  words: optionalLine(200),
});

/** A meeting whose agenda is prepared: what its text offers, and what the meeting before it spoke of. */
export const drawAgendaInput = z.object({ meetingId: thingId });
