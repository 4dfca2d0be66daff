// What a person is told: created in the transaction of what happened, read in the page or sent by mail (digests.ts).
// Verbs of other nouns call `notify`; nothing here decides what is worth telling.

import type { Notification, Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { forbidden, notFound } from '../errors.ts';
import { isInstant, keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventions, visibleDatasets } from '../permissions.ts';
import type { PersonViewer, Viewer } from '../viewers.ts';
import { type NotificationKind, notificationKinds } from '../vocabulary.ts';
import { mailPreferenceInput } from './inputs.ts';

/** Notifications are a person's own: a key does not read those of who answers for it. */
function personOnly(viewer: Viewer): asserts viewer is PersonViewer {
  if (viewer.kind !== 'person') throw forbidden();
}

/** Only of conventions and datasets that the person may still see, and of what was answered to them. */
async function readable(viewer: PersonViewer): Promise<Prisma.NotificationWhereInput> {
  const conventions = await prisma.convention.findMany({ where: visibleConventions(viewer), select: { id: true } });
  const told = { personId: viewer.personId, datasetId: { not: null } };
  const about = await prisma.notification.findMany({
    where: told,
    distinct: ['datasetId'],
    select: { datasetId: true },
  });
  const among = { id: { in: about.flatMap(({ datasetId }) => datasetId ?? []) } };
  const datasets = await prisma.dataset.findMany({
    where: { AND: [among, visibleDatasets(viewer)] },
    select: { id: true },
  });
  return {
    personId: viewer.personId,
    AND: [
      {
        OR: [
          { conventionId: { in: conventions.map(({ id }) => id) } },
          { datasetId: { in: datasets.map(({ id }) => id) } },
          { kind: 'ACCESS_DECIDED' },
        ],
      },
    ],
  };
}

/** The viewer's notifications, newest first; `unread` keeps only unread or only read ones. */
export async function listNotifications(
  viewer: Viewer,
  request: PageRequest & { unread?: boolean | null },
): Promise<Page<Notification>> {
  personOnly(viewer);
  const size = pageSize(request);
  const after = keyAfter('notifications', request, isInstant);
  const createdAt = after && new Date(after.sortKey);
  const found = await prisma.notification.findMany({
    where: {
      ...(await readable(viewer)),
      ...(request.unread == null ? {} : { readAt: request.unread ? null : { not: null } }),
      ...(after && createdAt ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: after.id } }] } : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
  });
  return pageOf('notifications', found, size, ({ createdAt, id }) => ({ sortKey: createdAt.toISOString(), id }));
}

/** How many notifications wait for the viewer; 0 for a key. */
export async function countUnread(viewer: Viewer): Promise<number> {
  if (viewer.kind !== 'person') return 0;
  return prisma.notification.count({ where: { ...(await readable(viewer)), readAt: null } });
}

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
  const where = { id, ...(await readable(viewer)) };
  const notification = isUuid(id) ? await prisma.notification.findFirst({ where }) : null;
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
