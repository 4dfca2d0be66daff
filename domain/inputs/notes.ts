// What opens the notes of a meeting, for the page and the mutation. Browser-safe.
import { z } from 'zod';
import { thingId } from './follow-up.ts';

export const openNotesInput = z.object({ meetingId: thingId });
