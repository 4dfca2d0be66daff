// What a viewer may do with a co-edited text, and whose changes it may follow. The realtime door asks before it lets in.
import { prisma } from '#prisma/client.ts';
import { announcements } from '../outside.ts';
import { can, conventionRights, mayWriteNotes, notesRights, reads, visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';

/**
 * `suggest`: what is written is suggested, and nothing that is agreed changes by it. `comment`: the text is read, and the
 * server adds comment marks on the viewer's behalf.
 */
export type TextMode = 'write' | 'suggest' | 'comment' | 'read';

/**
 * What `viewer` may do with the text of a document: a convention's own, its report's, or the notes of one of its meetings;
 * null when it does not exist for this viewer.
 */
export async function textMode(viewer: Viewer, documentId: string): Promise<TextMode | null> {
  const convention = await prisma.convention.findFirst({
    where: { AND: [{ OR: [{ documentId }, { report: { documentId } }] }, visibleConventions(viewer)] },
    select: { ...conventionRights, documentId: true },
  });
  if (!convention) return notesMode(viewer, documentId);
  if (!reads(viewer, convention.documentId === documentId ? 'programme' : 'followUp')) return null;
  if (convention.documentId !== documentId) return can(viewer, 'report.write', convention) ? 'write' : 'read';
  if (can(viewer, 'text.write', convention)) return 'write';
  if (can(viewer, 'text.suggest', convention)) return 'suggest';
  return can(viewer, 'thread.open', convention) ? 'comment' : 'read';
}

async function notesMode(viewer: Viewer, documentId: string): Promise<TextMode | null> {
  const meeting = await prisma.meeting.findFirst({
    where: { notes: { documentId }, convention: visibleConventions(viewer) },
    select: notesRights,
  });
  if (!meeting || !reads(viewer, 'meetings')) return null;
  return mayWriteNotes(viewer, meeting) ? 'write' : 'read';
}

/** Has whoever is in a text of a convention judged again: a right lost takes effect at once, in all its texts. */
export async function judgeAgain(
  conventionId: string,
  whose: { personId?: string; organisationId?: string } = {},
): Promise<void> {
  const texts = await prisma.document.findMany({
    where: {
      OR: [
        { convention: { id: conventionId } },
        { report: { conventionId } },
        { notes: { meeting: { conventionId } } },
      ],
    },
    select: { id: true },
  });
  for (const { id: documentId } of texts) announcements.rightsChanged({ documentId, ...whose });
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

/** Whether `viewer` may hear that something changed in a convention. */
export async function mayFollowConvention(viewer: Viewer, conventionId: string): Promise<boolean> {
  const found = await prisma.convention.count({ where: { AND: [{ id: conventionId }, visibleConventions(viewer)] } });
  return found > 0;
}
