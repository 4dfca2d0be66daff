// What repeating a meeting may ask, for the form and the mutation. Browser-safe.
import { z } from 'zod';
import { seriesRhythms } from '../vocabulary.ts';
import { day, thingId } from './follow-up.ts';

/** Meetings that one repetition prepares at most: two years of months. */
export const MOST_REPEATED = 24;

/** Prepares the later meetings of a series; `version` is the meeting's that was read. */
export const repeatMeetingInput = z.object({
  meetingId: thingId,
  version: z.coerce.number<unknown>('Rechargez la page et réessayez.').int(),
  rhythm: z.enum(seriesRhythms, 'Choisissez un rythme.'),
  /** The last day on which one may be. */
  until: day,
});
