// What a notification is about, read when it is shown or mailed: who did it, in which convention, on which words. Called
// with notifications that the person may still see.

import type { Change, Convention, Notification } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import type { Day } from '../calendar.ts';
import { readComments } from '../discussions/thread-views.ts';
import { readActors } from '../history/activity.ts';
import { stateSql, titleSql } from '../obligations/occurrence-sql.ts';
import type { Page } from '../paging.ts';
import type { Viewer } from '../viewers.ts';
import { type NotificationKind, type OccurrenceState, subjectOfText, textKinds } from '../vocabulary.ts';
import { readSaid } from './notification-words.ts';
import { markNotificationRead, type NotificationRequest, readNotificationLists } from './notifications.ts';

/** What falls due, as it stands today. */
export interface OccurrenceTold {
  id: string;
  dueOn: Day;
  title: string;
  state: OccurrenceState;
}

/** A notification with what it is about, as it is now; null for what is gone. */
export type NotificationDetails = Awaited<ReturnType<typeof detailsOf>>[number];

interface Told {
  id: string;
  change: Pick<Change, 'id' | 'subject' | 'subjectId' | 'actorId' | 'details'> | null;
  convention: Pick<Convention, 'id' | 'title' | 'year'> | null;
}

/** What each notification was told of, and in which convention, by the notification; one statement. */
async function readTold(tx: Tx, ids: readonly string[]): Promise<Map<string, Told>> {
  const rows = await tx.$queryRaw<Told[]>`
    select n.id, case when h.id is null then null else json_build_object('id', h.id, 'subject', h.subject, 'subjectId', h."subjectId",
        'actorId', h."actorId", 'details', h.details) end as change,
      case when c.id is null then null else json_build_object('id', c.id, 'title', c.title, 'year', c.year) end as convention
    from "Notification" n left join "Change" h on h.id = n."changeId" left join "Convention" c on c.id = n."conventionId"
    where n.id = any(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

async function readOccurrences(tx: Tx, ids: readonly string[]): Promise<OccurrenceTold[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw<OccurrenceTold[]>`
    select o.id, o."dueOn"::text as "dueOn", ${titleSql} as title, (${stateSql()}) as state
    from "Occurrence" o join "Obligation" ob on ob.id = o."obligationId"
    where ob."withdrawnAt" is null and o.id = any(${ids}::uuid[])`;
}

const ofSuggestions: ReadonlySet<NotificationKind> = new Set(['SUGGESTION_SETTLED', 'SUGGESTION_REOPENED']);

/** The text that was suggested in, and the meeting whose notes it is. */
function suggestedIn(kind: NotificationKind, change: Told['change']) {
  const textKind = ofSuggestions.has(kind)
    ? (textKinds.find((one) => subjectOfText[one] === change?.subject) ?? null)
    : null;
  return { textKind, ...(textKind === 'NOTES' && { meetingId: change?.subjectId ?? null }) };
}

/** The details of each notification, in the same order. Each is one that its person may still see. */
export async function detailsOf(tx: Tx, notifications: readonly Notification[]) {
  if (notifications.length === 0) return [];
  const toldOf = await readTold(
    tx,
    notifications.map(({ id }) => id),
  );
  const changes = [...toldOf.values()].flatMap(({ change }) => change ?? []);
  const actors = await readActors(
    changes.flatMap(({ actorId }) => actorId ?? []),
    tx,
  );
  const threads = await tx.thread.findMany({
    where: { id: { in: notifications.flatMap(({ threadId }) => threadId ?? []) } },
    select: { id: true, quotation: true },
  });
  const occurrences = await readOccurrences(
    tx,
    notifications.flatMap(({ occurrenceId }) => occurrenceId ?? []),
  );
  const commentIds = changes.flatMap(({ subject, subjectId }) => (subject === 'Comment' ? subjectId : []));
  const comments = await readComments(tx, commentIds);
  const told = notifications.map((one) => ({ ...one, change: toldOf.get(one.id)?.change ?? null }));
  const said = await readSaid(tx, told);
  return told.map(({ change, ...notification }, index) => {
    return {
      ...notification,
      ...suggestedIn(notification.kind, change),
      convention: toldOf.get(notification.id)?.convention ?? null,
      actor: actors.get(change?.actorId ?? '') ?? null,
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

/** Several lists of the viewer's notifications with their details, each newest first: what they are about is read once. */
export async function readDetailedLists(
  viewer: Viewer,
  requests: readonly NotificationRequest[],
): Promise<Page<NotificationDetails>[]> {
  const pages = await readNotificationLists(viewer, requests);
  const rows = pages.flatMap(({ nodes }) => nodes.map(({ node }) => node));
  const details = await detailsOf(prisma, rows);
  const detailed = new Map(rows.map((row, index) => [row, details[index] as NotificationDetails]));
  return pages.map(({ hasNextPage, nodes }) => ({
    hasNextPage,
    nodes: nodes.map(({ cursor, node }) => ({ cursor, node: detailed.get(node) as NotificationDetails })),
  }));
}

/** Marks one of the viewer's notifications as read and gives it with its details. */
export async function readOnce(viewer: Viewer, notificationId: string): Promise<NotificationDetails> {
  const [details] = await detailsOf(prisma, [await markNotificationRead(viewer, notificationId)]);
  return details as NotificationDetails;
}
