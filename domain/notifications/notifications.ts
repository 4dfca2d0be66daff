// What a person is told: created in the transaction of what happened, read in the page or sent by mail (digests.ts).
// Verbs of other nouns call `notify`; nothing here decides what is worth telling.

import { type Notification, Prisma } from '#generated/prisma/client.ts';
import { prisma, rowsOf } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { forbidden, notFound } from '../errors.ts';
import { isInstant, keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventionsSql, visibleDatasetsSql } from '../permissions.ts';
import { rowsOfLists } from '../several-lists.ts';
import { sharedRead } from '../shared-reads.ts';
import type { PersonViewer, Viewer } from '../viewers.ts';
import { type NotificationKind, notificationKinds } from '../vocabulary.ts';
import { mailPreferenceInput } from './inputs.ts';

const { sql } = Prisma;

/** Notifications are a person's own: a key does not read those of who answers for it. */
function personOnly(viewer: Viewer): asserts viewer is PersonViewer {
  if (viewer.kind !== 'person') throw forbidden();
}

/** The person's notifications `n` of what they may still see: of conventions and datasets, and of what was answered to them. */
const readable = (viewer: PersonViewer) => sql`n."personId" = ${viewer.personId}::uuid and (
  exists (select 1 from "Convention" c where c.id = n."conventionId" and ${visibleConventionsSql(viewer)})
  or exists (select 1 from "Dataset" d where d.id = n."datasetId" and ${visibleDatasetsSql(viewer)})
  or n.kind = 'ACCESS_DECIDED')`;

/** Of a person's notifications: only the unread (true) or read (false) ones, when it is said. */
export type NotificationRequest = PageRequest & { unread?: boolean | null };

const LIST = 'notifications';

/** Several lists of the viewer's notifications, each newest first. */
export async function readNotificationLists(
  viewer: Viewer,
  requests: readonly NotificationRequest[],
): Promise<Page<Notification>[]> {
  personOnly(viewer);
  const lists = requests.map((request) => {
    const after = keyAfter(LIST, request, isInstant);
    const conditions = [
      readable(viewer),
      ...(request.unread == null ? [] : [sql`(n."readAt" is null) = ${request.unread}`]),
      ...(after ? [sql`(n."createdAt", n.id) < (${after.sortKey}::timestamptz, ${after.id}::uuid)`] : []),
    ];
    return sql`select n.* from "Notification" n where ${Prisma.join(conditions, ' and ')}
      order by n."createdAt" desc, n.id desc limit ${pageSize(request) + 1}`;
  });
  const keyOf = ({ createdAt, id }: Notification) => ({ sortKey: createdAt.toISOString(), id });
  return (await rowsOfLists<Notification>(lists)).map((found, index) =>
    pageOf(LIST, found, pageSize(requests[index] ?? {}), keyOf),
  );
}

const countOf = sharedRead(async (viewer, personId) => {
  if (viewer.kind !== 'person') return 0;
  const [found] = await rowsOf<{ count: number }>(sql`
    select count(*)::int as count from "Notification" n
    where n."personId" = ${personId}::uuid and n."readAt" is null and ${readable(viewer)}`);
  return found?.count ?? 0;
});

/** How many notifications wait for the viewer; 0 for a key. */
export const countUnread = (viewer: Viewer): Promise<number> => countOf(viewer, viewer.personId);

/** Ids of the threads that the viewer has unread notifications of, in one convention. */
export async function unreadThreads(viewer: Viewer, conventionId: string): Promise<Set<string>> {
  if (viewer.kind !== 'person') return new Set();
  const found = await prisma.notification.findMany({
    where: { personId: viewer.personId, conventionId, readAt: null, threadId: { not: null } },
    select: { threadId: true },
  });
  return new Set(found.flatMap(({ threadId }) => threadId ?? []));
}

async function markRead(viewer: PersonViewer, where: Prisma.NotificationWhereInput): Promise<number> {
  return transact(viewer, async (tx, record) => {
    const { count } = await tx.notification.updateMany({
      where: { ...where, personId: viewer.personId, readAt: null },
      data: { readAt: now() },
    });
    if (count > 0)
      await record({
        kind: 'notification.read',
        subject: 'Person',
        subjectId: viewer.personId,
        personId: viewer.personId,
        details: { count },
      });
    return count;
  });
}

/** Marks one notification as read; harmless when it was. */
export async function markNotificationRead(viewer: Viewer, id: string): Promise<Notification> {
  personOnly(viewer);
  const [notification] = isUuid(id)
    ? await rowsOf(sql`select 1 from "Notification" n where n.id = ${id}::uuid and ${readable(viewer)}`)
    : [];
  if (!notification) throw notFound();
  await markRead(viewer, { id });
  return prisma.notification.findUniqueOrThrow({ where: { id } });
}

/** Marks as read what the viewer had been shown at `until`, so that what came meanwhile stays unread; answers how many. */
export async function markAllNotificationsRead(viewer: Viewer, until: Date): Promise<number> {
  personOnly(viewer);
  return markRead(viewer, { createdAt: { lte: until } });
}

/** Marks what was told of one thread as read: the viewer has it before their eyes. */
export async function markThreadRead(viewer: Viewer, threadId: string): Promise<number> {
  personOnly(viewer);
  if (!isUuid(threadId)) throw notFound();
  return markRead(viewer, { threadId });
}

/** Whether each kind also comes to the viewer by mail. */
export async function mailPreferences(viewer: Viewer): Promise<{ kind: NotificationKind; enabled: boolean }[]> {
  personOnly(viewer);
  const muted = await prisma.mutedMail.findMany({ where: { personId: viewer.personId } });
  return notificationKinds.map((kind) => ({ kind, enabled: !muted.some((mail) => mail.kind === kind) }));
}

/** Switches the mail of one kind on or off; what waited for the next digest follows the new choice. */
export async function setMailPreference(
  viewer: Viewer,
  input: { kind: string; enabled: boolean },
): Promise<{ kind: NotificationKind; enabled: boolean }> {
  personOnly(viewer);
  const { kind, enabled } = parseInput(mailPreferenceInput, input);
  const { personId } = viewer;
  return transact(viewer, async (tx, record) => {
    const key = { personId, kind };
    const { count } = enabled
      ? await tx.mutedMail.deleteMany({ where: key })
      : await tx.mutedMail.createMany({ data: key, skipDuplicates: true });
    const details = { kind, enabled };
    if (count > 0)
      await record({ kind: 'mailPreference.changed', subject: 'Person', subjectId: personId, personId, details });
    return { kind, enabled };
  });
}
