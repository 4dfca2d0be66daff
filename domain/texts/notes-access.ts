// Who writes the notes of a meeting, at each moment of its life; and having whoever is in them judged again. For the verbs
// of meetings, the realtime door (access.ts) and the pages.

import type { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { announcements } from '../outside.ts';
import { can, conventionRights, type MeetingThing } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { MeetingState, MinutesState } from '../vocabulary.ts';

/** What the right to write notes is judged by; load it with `notesRights`. */
export interface NotesThing extends MeetingThing {
  state: MeetingState;
  minutes: { state: MinutesState } | null;
}

/** The selection of a meeting that gives a NotesThing. */
export const notesRights = {
  state: true,
  convention: { select: conventionRights },
  invitees: { where: { removedAt: null }, select: { personId: true } },
  minutes: { select: { state: true } },
} satisfies Prisma.MeetingSelect;

/**
 * Whether `viewer` may write in the notes: who takes part, until the minutes are sent for observations; from then on who
 * organises, until they are approved.
 */
export function mayWriteNotes(viewer: Viewer, meeting: NotesThing): boolean {
  if (meeting.state === 'CANCELLED' || meeting.minutes?.state === 'APPROVED') return false;
  return meeting.minutes ? can(viewer, 'meeting.organise', meeting.convention) : can(viewer, 'notes.write', meeting);
}

/** Has people who are in the notes of a meeting judged again, all or these: a right takes effect at once. */
export async function judgeNotesAgain(
  meetingId: string,
  whose?: readonly { personId: string | null }[],
): Promise<void> {
  const notes = await prisma.meetingNotes.findUnique({ where: { meetingId } });
  if (!notes) return;
  const { documentId } = notes;
  if (!whose) announcements.rightsChanged({ documentId });
  for (const { personId } of whose ?? []) if (personId) announcements.rightsChanged({ documentId, personId });
}
