// What a notification is about, read when it is shown or mailed: who did it, in which convention, on which words. Called
// with notifications that the person may still see.

import type { Notification } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import type { Day } from '../calendar.ts';
import { readComments } from '../discussions/thread-views.ts';
import { stateSql, titleSql } from '../obligations/occurrence-sql.ts';
import type { Page } from '../paging.ts';
import type { Viewer } from '../viewers.ts';
import type { OccurrenceState } from '../vocabulary.ts';
import { readSaid } from './notification-words.ts';
import { listNotifications, markNotificationRead } from './notifications.ts';

/** What falls due, as it stands today. */
export interface OccurrenceTold {
  id: string;
  dueOn: Day;
  title: string;
  state: OccurrenceState;
}

/** A notification with what it is about, as it is now; null for what is gone. */
export type NotificationDetails = Awaited<ReturnType<typeof detailsOf>>[number];

/** The details of each notification, in the same order. Each is one that its person may still see. */
export async function detailsOf(tx: Tx, notifications: readonly Notification[]) {
  const changes = await tx.change.findMany({
    where: { id: { in: notifications.map(({ changeId }) => changeId) } },
    select: { id: true, subject: true, subjectId: true, actorId: true, details: true },
  });
  const actors = await tx.person.findMany({
    where: { id: { in: changes.flatMap(({ actorId }) => actorId ?? []) } },
    include: { organisation: true, unit: true },
  });
  const conventions = await tx.convention.findMany({
    where: { id: { in: notifications.flatMap(({ conventionId }) => conventionId ?? []) } },
    select: { id: true, title: true, year: true },
  });
  const threads = await tx.thread.findMany({
    where: { id: { in: notifications.flatMap(({ threadId }) => threadId ?? []) } },
    select: { id: true, quotation: true },
  });
  const occurrences = await tx.$queryRaw<OccurrenceTold[]>`
    select o.id, o."dueOn"::text as "dueOn", ${titleSql} as title, (${stateSql()}) as state
    from "Occurrence" o join "Obligation" ob on ob.id = o."obligationId"
    where ob."withdrawnAt" is null and o.id = any(${notifications.flatMap(({ occurrenceId }) => occurrenceId ?? [])}::uuid[])`;
  const commentIds = changes.flatMap(({ subject, subjectId }) => (subject === 'Comment' ? subjectId : []));
  const comments = await readComments(tx, commentIds);
  const changeOf = ({ changeId }: Notification) => changes.find(({ id }) => id === changeId) ?? null;
  const told = notifications.map((one) => ({ ...one, change: changeOf(one) }));
  const said = await readSaid(tx, told);
  return notifications.map((notification, index) => {
    const change = changeOf(notification);
    return {
      ...notification,
      convention: conventions.find(({ id }) => id === notification.conventionId) ?? null,
      actor: actors.find(({ id }) => id === change?.actorId) ?? null,
      /** What was said; null for what is no comment, and once it is deleted. */
      comment: comments.find(({ id, deletedAt }) => id === change?.subjectId && deletedAt === null) ?? null,
      /** What falls due; null for what is no due date, and once it is gone. */
      occurrence: occurrences.find(({ id }) => id === notification.occurrenceId) ?? null,
      /** A sentence of its own, of what is no comment and no due date. */
      said: said[index] ?? null,
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
