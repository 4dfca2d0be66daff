// What is said in a thread: answering, editing and deleting one's words, and telling those it concerns. Threads
// themselves (opening, resolving, listing) are threads.ts, which writes its first comment with `writeComment`.

import type { Comment, Thread } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, frozen, notFound, tooManyAttempts } from '../errors.ts';
import { notify } from '../notify.ts';
import { isUuid, parseInput } from '../parse.ts';
import { type AuthoredThing, type ConventionThing, can, conventionRights, visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { editCommentInput, postCommentInput } from './inputs.ts';
import { keepMentions, type Named, peopleMentioned, readMentions, replaceMentions } from './mentions.ts';
import { livingThreads, repairThreadMarks } from './thread-places.ts';

const threadWithRights = { convention: { select: { ...conventionRights, documentId: true } } } as const;

/** A living thread that the viewer sees, with what judging it takes; NOT_FOUND otherwise. */
export async function readThread(viewer: Viewer, threadId: string) {
  const where = { AND: [{ id: threadId, convention: visibleConventions(viewer) }, livingThreads] };
  const thread = isUuid(threadId) ? await prisma.thread.findFirst({ where, include: threadWithRights }) : null;
  if (!thread) throw notFound();
  return thread;
}

/** A comment that the viewer sees, with its thread; NOT_FOUND otherwise, and once it is deleted. */
async function readComment(viewer: Viewer, commentId: string) {
  const where = { id: commentId, deletedAt: null, thread: { convention: visibleConventions(viewer) } };
  const include = { thread: { include: threadWithRights }, mentions: true };
  const comment = isUuid(commentId) ? await prisma.comment.findFirst({ where, include }) : null;
  if (!comment) throw notFound();
  return comment;
}

type TalkVerb = 'comment.post' | 'thread.open' | 'thread.resolve' | 'comment.edit' | 'comment.delete';

/** Refuses a verb that `can` refuses, saying so when it is the text that is signed and not the role that lacks. */
export function demand(viewer: Viewer, verb: TalkVerb, thing: ConventionThing | AuthoredThing): void {
  const convention = 'convention' in thing ? thing.convention : thing;
  if (can(viewer, verb, thing as ConventionThing & AuthoredThing)) return;
  throw convention.state === 'SIGNED' || convention.state === 'CLOSED' ? frozen() : forbidden();
}

/** A person writes at most this many comments in PACE_MINUTES: far above any meeting, far below a flood of mails. */
const PACE = 60;
const PACE_MINUTES = 10;

/** `isPaced: false`: of many that come at once, whose number the caller bounds. */
export interface Pacing {
  isPaced?: boolean;
}

async function demandPace(tx: Tx, viewer: Viewer): Promise<void> {
  const since = new Date(now().getTime() - PACE_MINUTES * 60_000);
  const written = await tx.comment.count({ where: { authorId: viewer.personId, createdAt: { gt: since } } });
  if (written >= PACE) throw tooManyAttempts(PACE_MINUTES * 60);
}

/** Locks a thread until the transaction ends: its changes then follow each other in the history as they did here. */
export const lockThread = (tx: Tx, threadId: string) =>
  tx.$queryRaw`select id from "Thread" where id = ${threadId}::uuid for update`;

/** Tells those newly named by a comment, once a comment however often it is edited. */
async function tellMentioned(
  tx: Tx,
  record: RecordChange,
  { comment, thread, changeId, named }: { comment: Comment; thread: Thread; changeId: string; named: Named },
): Promise<void> {
  if (named.personIds.length + named.organisationIds.length === 0) return;
  const earlier = await tx.change.findMany({
    where: { subject: 'Comment', subjectId: comment.id, id: { not: changeId } },
    select: { id: true },
  });
  const toldBefore = { kind: 'MENTION' as const, changeId: { in: earlier.map(({ id }) => id) } };
  await notify(tx, record, {
    kind: 'MENTION',
    changeId,
    conventionId: thread.conventionId,
    threadId: thread.id,
    people: { AND: [peopleMentioned(named), { notifications: { none: toldBefore } }] },
  });
}

/** Writes one comment in the running transaction, records it and tells those it names. Rights were judged before. */
export async function writeComment(
  tx: Tx,
  record: RecordChange,
  viewer: Viewer,
  { thread, body, isPaced = true }: { thread: Thread; body: string } & Pacing,
): Promise<{ comment: Comment; changeId: string }> {
  if (isPaced) await demandPace(tx, viewer);
  const named = await readMentions(tx, { conventionId: thread.conventionId, body });
  const comment = await tx.comment.create({ data: { threadId: thread.id, authorId: viewer.personId, body } });
  await keepMentions(tx, comment.id, named);
  const changeId = await record({
    kind: 'comment.posted',
    subject: 'Comment',
    subjectId: comment.id,
    conventionId: thread.conventionId,
    details: { threadId: thread.id },
  });
  await tellMentioned(tx, record, { comment, thread, changeId, named });
  return { comment, changeId };
}

/** Answers in a thread. A resolved thread opens again: an objection must not stay where nobody looks. */
export async function postComment(
  viewer: Viewer,
  input: { threadId: string; body: string },
  pacing: Pacing = {},
): Promise<Comment> {
  const { threadId, body } = parseInput(postCommentInput, input);
  const { convention, ...thread } = await readThread(viewer, threadId);
  demand(viewer, 'comment.post', convention);
  return transact(viewer, async (tx, record) => {
    await lockThread(tx, threadId);
    const { comment, changeId } = await writeComment(tx, record, viewer, { thread, body, ...pacing });
    const { count: reopened } = await tx.thread.updateMany({
      where: { id: threadId, resolvedAt: { not: null } },
      data: { resolvedAt: null, resolvedById: null, version: { increment: 1 } },
    });
    if (reopened > 0) await recordThread(tx, record, 'thread.reopened', threadId);
    await notify(tx, record, {
      kind: 'REPLY',
      changeId,
      conventionId: thread.conventionId,
      threadId,
      people: peopleIn(threadId, thread.createdById),
    });
    return comment;
  });
}

/** Those who opened a thread or wrote in it. */
export const peopleIn = (threadId: string, createdById: string) => ({
  OR: [{ id: createdById }, { comments: { some: { threadId } } }],
});

/** Records a change of a thread with the version it has in the running transaction. */
export async function recordThread(
  tx: Tx,
  record: RecordChange,
  kind: 'thread.resolved' | 'thread.reopened',
  threadId: string,
): Promise<string> {
  const { version, conventionId } = await tx.thread.findUniqueOrThrow({ where: { id: threadId } });
  return record({ kind, subject: 'Thread', subjectId: threadId, version, conventionId });
}

/** Replaces the words of one's own comment; who is newly named is told. */
export async function editComment(viewer: Viewer, input: { commentId: string; body: string }): Promise<Comment> {
  const { commentId, body } = parseInput(editCommentInput, input);
  const { thread, mentions, ...before } = await readComment(viewer, commentId);
  demand(viewer, 'comment.edit', { convention: thread.convention, authorId: before.authorId });
  if (before.body === body) return before;
  const known = mentions.flatMap(({ personId, organisationId }) => personId ?? organisationId ?? []);
  return transact(viewer, async (tx, record) => {
    await lockThread(tx, thread.id);
    const { count } = await tx.comment.updateMany({
      where: { id: commentId, deletedAt: null },
      data: { body, editedAt: now(), version: { increment: 1 } },
    });
    if (count === 0) throw conflict('Ce commentaire vient d’être supprimé.');
    const named = await replaceMentions(tx, { conventionId: thread.conventionId, commentId, body, known });
    const comment = await tx.comment.findUniqueOrThrow({ where: { id: commentId } });
    const changeId = await record({
      kind: 'comment.edited',
      subject: 'Comment',
      subjectId: commentId,
      version: comment.version,
      conventionId: thread.conventionId,
      details: { threadId: thread.id },
    });
    await tellMentioned(tx, record, { comment, thread, changeId, named });
    return comment;
  });
}

/** Empties a comment, for its author or a steward; its place in the thread stays. A thread without words is gone. */
export async function deleteComment(viewer: Viewer, commentId: string): Promise<Comment> {
  const { thread, mentions: _, ...before } = await readComment(viewer, commentId);
  demand(viewer, 'comment.delete', { convention: thread.convention, authorId: before.authorId });
  const deleted = await transact(viewer, async (tx, record) => {
    await lockThread(tx, thread.id);
    const { count } = await tx.comment.updateMany({
      where: { id: commentId, deletedAt: null },
      data: { body: '', deletedAt: now(), version: { increment: 1 } },
    });
    const comment = await tx.comment.findUniqueOrThrow({ where: { id: commentId } });
    // Deleted in the same moment by somebody else: it is recorded once.
    if (count === 0) return comment;
    await tx.mention.deleteMany({ where: { commentId } });
    await record({
      kind: 'comment.deleted',
      subject: 'Comment',
      subjectId: commentId,
      version: comment.version,
      deletion: true,
      conventionId: thread.conventionId,
      details: { threadId: thread.id },
    });
    return comment;
  });
  await repairThreadMarks(thread.convention.documentId);
  return deleted;
}
