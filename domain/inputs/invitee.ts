// What may be said of one of those invited to a meeting, for the forms and the mutations. Browser-safe.
import { z } from 'zod';
import { thingId } from './follow-up.ts';
import { newcomer } from './meeting.ts';

/** Whether somebody invited must come. */
export const changeInviteeInput = z.object({ meetingId: thingId, inviteeId: thingId, required: z.boolean() });

/** Somebody who came: a person with an account, or an address with a name. */
export const addAttendeeInput = z.object({ meetingId: thingId, ...newcomer });

export const remindInviteesInput = z.object({ meetingId: thingId });
