// What an organiser says of a mail that answers an invitation, for the form and the mutations. Browser-safe.
import { z } from 'zod';
import { emptyAsNull, thingId } from './follow-up.ts';

const chosen = z.enum(['YES', 'MAYBE', 'NO'], 'Choisissez une réponse.');

/** Whose it is, and the answer to keep; without one, its words alone are kept. */
export const attachReplyInput = z.object({
  meetingId: thingId,
  replyId: thingId,
  inviteeId: thingId,
  answer: z.preprocess(emptyAsNull, chosen.nullish()),
});

export const setReplyAsideInput = z.object({ meetingId: thingId, replyId: thingId });
