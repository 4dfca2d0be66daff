// What a notification is about, read when it is shown or mailed: who did it, in which convention, on which words. Called
// with notifications that the person may still see.
import { prisma, type Tx } from '#prisma/client.ts';
import type { Notification } from '#prisma/generated/client.ts';
import { listNotifications, markNotificationRead } from './notifications.ts';
import type { Page } from './pages.ts';
import { readComments } from './talk.ts';
import type { Viewer } from './viewers.ts';

/** A notification with what it is about, as it is now; null for what is gone. */
export type NotificationDetails = Awaited<ReturnType<typeof detailsOf>>[number];

/** The details of each notification, in the same order. Each is one that its person may still see. */
export async function detailsOf(tx: Tx, notifications: readonly Notification[]) {
  const changes = await tx.change.findMany({
    where: { id: { in: notifications.map(({ changeId }) => changeId) } },
    select: { id: true, subject: true, subjectId: true, actorId: true },
  });
  const actors = await tx.person.findMany({
    where: { id: { in: changes.flatMap(({ actorId }) => actorId ?? []) } },
    include: { organisation: true },
  });
  const conventions = await tx.convention.findMany({
    where: { id: { in: notifications.map(({ conventionId }) => conventionId) } },
    select: { id: true, title: true, year: true },
  });
  const threads = await tx.thread.findMany({
    where: { id: { in: notifications.flatMap(({ threadId }) => threadId ?? []) } },
    select: { id: true, quotation: true },
  });
  const commentIds = changes.flatMap(({ subject, subjectId }) => (subject === 'Comment' ? subjectId : []));
  const comments = await readComments(tx, commentIds);
  return notifications.map((notification) => {
    const change = changes.find(({ id }) => id === notification.changeId);
    return {
      ...notification,
      convention: conventions.find(({ id }) => id === notification.conventionId) ?? null,
      actor: actors.find(({ id }) => id === change?.actorId) ?? null,
      /** What was said; null for what is no comment, and once it is deleted. */
      comment: comments.find(({ id, deletedAt }) => id === change?.subjectId && deletedAt === null) ?? null,
      quotation: threads.find(({ id }) => id === notification.threadId)?.quotation || null,
    };
  });
}

/** A page of the viewer's notifications with their details, newest first. */
export async function readNotifications(
  viewer: Viewer,
  request: Parameters<typeof listNotifications>[1],
): Promise<Page<NotificationDetails>> {
  const { nodes, hasNextPage } = await listNotifications(viewer, request);
  const details = await detailsOf(
    prisma,
    nodes.map(({ node }) => node),
  );
  return { hasNextPage, nodes: details.map((node, index) => ({ cursor: nodes[index]?.cursor ?? '', node })) };
}

/** Marks one of the viewer's notifications as read and gives it with its details. */
export async function readOnce(viewer: Viewer, notificationId: string): Promise<NotificationDetails> {
  const [details] = await detailsOf(prisma, [await markNotificationRead(viewer, notificationId)]);
  return details as NotificationDetails;
}
