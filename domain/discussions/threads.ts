// Discussions on a convention's text: opening one on a block or a stretch of words, resolving, reopening. What is said in
// them is comments.ts; reading them is thread-views.ts; where they are in the text is thread-places.ts.

import type { Thread } from '#generated/prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { invalid } from '../errors.ts';
import { readConvention } from '../gate.ts';
import { notify } from '../notify.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { demand, lockThread, type Pacing, peopleIn, readThread, recordThread, writeComment } from './comments.ts';
import { openThreadInput } from './inputs.ts';
import { repairThreadMarks, wasEverInText } from './thread-places.ts';

/** What a new thread is about, and its first words. */
export interface NewThread {
  conventionId: string;
  blockId: string;
  quotation?: string | null;
  prefix?: string | null;
  suffix?: string | null;
  body: string;
}

/**
 * Opens a thread with its first comment. The row is there before its mark is in the text; when the words changed
 * meanwhile, the thread stays with its quotation and no mark.
 */
export async function openThread(viewer: Viewer, input: NewThread, pacing: Pacing = {}): Promise<Thread> {
  const { body, quotation, prefix, suffix, ...place } = parseInput(openThreadInput, {
    ...input,
    quotation: input.quotation ?? '',
    prefix: input.prefix ?? '',
    suffix: input.suffix ?? '',
  });
  const { conventionId, blockId } = place;
  const convention = await readConvention(viewer, conventionId);
  demand(viewer, 'thread.open', convention);
  if (!(await wasEverInText(conventionId, convention.documentId, blockId)))
    throw invalid({ blockId: 'Ce passage n’est pas encore enregistré dans le texte.' });
  const opened = await transact(viewer, async (tx, record) => {
    const data = { conventionId, blockId, quotation, prefix, suffix, createdById: viewer.personId };
    const thread = await tx.thread.create({ data });
    const details = quotation ? { blockId, quotation } : { blockId };
    await record({ kind: 'thread.opened', subject: 'Thread', subjectId: thread.id, conventionId, details });
    await writeComment(tx, record, viewer, { thread, body, ...pacing });
    return thread;
  });
  if (quotation !== '') await repairThreadMarks(convention.documentId);
  return opened;
}

/** Resolves a thread and tells those who took part; a thread that is resolved already stays as it is. */
export async function resolveThread(viewer: Viewer, threadId: string): Promise<Thread> {
  const { convention, ...thread } = await readThread(viewer, threadId);
  demand(viewer, 'thread.resolve', { convention, authorId: thread.createdById });
  return transact(viewer, async (tx, record) => {
    await lockThread(tx, threadId);
    const { count } = await tx.thread.updateMany({
      where: { id: threadId, resolvedAt: null },
      data: { resolvedAt: now(), resolvedById: viewer.personId, version: { increment: 1 } },
    });
    if (count > 0)
      await notify(tx, record, {
        kind: 'THREAD_RESOLVED',
        changeId: await recordThread(tx, record, 'thread.resolved', threadId),
        conventionId: thread.conventionId,
        threadId,
        people: peopleIn(threadId, thread.createdById),
      });
    return tx.thread.findUniqueOrThrow({ where: { id: threadId } });
  });
}

/** Opens a resolved thread again; an open one stays as it is. */
export async function reopenThread(viewer: Viewer, threadId: string): Promise<Thread> {
  const { convention, ...thread } = await readThread(viewer, threadId);
  demand(viewer, 'thread.resolve', { convention, authorId: thread.createdById });
  return transact(viewer, async (tx, record) => {
    await lockThread(tx, threadId);
    const { count } = await tx.thread.updateMany({
      where: { id: threadId, resolvedAt: { not: null } },
      data: { resolvedAt: null, resolvedById: null, version: { increment: 1 } },
    });
    if (count > 0) await recordThread(tx, record, 'thread.reopened', threadId);
    return tx.thread.findUniqueOrThrow({ where: { id: threadId } });
  });
}
