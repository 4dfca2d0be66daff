// What a viewer may do with a co-edited text, and whose changes it may follow. The realtime door asks before it lets in.
import { prisma } from '#prisma/client.ts';
import { announcements } from './outside.ts';
import { can, conventionRights, visibleConventions } from './permissions.ts';
import type { Viewer } from './viewers.ts';

/** `comment`: the text is read, and the server adds comment marks on the viewer's behalf. */
export type TextMode = 'write' | 'comment' | 'read';

/**
 * What `viewer` may do with the text of a document, a convention's own or its report's; null when it does not exist for
 * this viewer.
 */
export async function textMode(viewer: Viewer, documentId: string): Promise<TextMode | null> {
  const convention = await prisma.convention.findFirst({
    where: { AND: [{ OR: [{ documentId }, { report: { documentId } }] }, visibleConventions(viewer)] },
    select: { ...conventionRights, documentId: true },
  });
  if (!convention) return null;
  if (convention.documentId !== documentId) return can(viewer, 'report.write', convention) ? 'write' : 'read';
  if (can(viewer, 'text.write', convention)) return 'write';
  return can(viewer, 'thread.open', convention) ? 'comment' : 'read';
}

/** Has whoever is in a text of a convention judged again: a right lost takes effect at once, in its report too. */
export async function judgeAgain(
  conventionId: string,
  whose: { personId?: string; organisationId?: string } = {},
): Promise<void> {
  const convention = await prisma.convention.findUnique({
    where: { id: conventionId },
    select: { documentId: true, report: { select: { documentId: true } } },
  });
  for (const documentId of [convention?.documentId, convention?.report?.documentId])
    if (documentId) announcements.rightsChanged({ documentId, ...whose });
}

/** Whether `viewer` may hear that something changed in a convention. */
export async function mayFollowConvention(viewer: Viewer, conventionId: string): Promise<boolean> {
  const found = await prisma.convention.count({ where: { AND: [{ id: conventionId }, visibleConventions(viewer)] } });
  return found > 0;
}
