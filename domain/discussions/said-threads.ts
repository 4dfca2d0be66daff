// What people said of a convention's text in plain words, by whom and when: for files that go out to Word, and that come back.
import { prisma } from '#prisma/client.ts';
import { reads } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { bodyAsText } from './bodies.ts';
import { findThreads } from './thread-views.ts';

/** A thread in words, its comments the oldest first. */
export interface SaidThread {
  id: string;
  blockId: string;
  isResolved: boolean;
  comments: { author: string; at: Date; text: string }[];
}

/** The threads of a convention that the viewer sees, as far as it may read what is said there; the oldest first. */
export async function saidThreads(viewer: Viewer, conventionId: string): Promise<SaidThread[]> {
  if (!reads(viewer, 'discussions')) return [];
  const ids = await prisma.thread.findMany({
    where: { conventionId },
    select: { id: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const talks = await findThreads(
    viewer,
    ids.map(({ id }) => id),
  );
  return talks.map(({ id, blockId, resolvedAt, comments }) => ({
    id,
    blockId,
    isResolved: resolvedAt !== null,
    comments: comments
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ author, createdAt, body, mentions }) => {
        const names = new Map(
          mentions.map(({ person, organisation }) => [
            (person ?? organisation)?.id,
            person?.name ?? organisation?.shortName,
          ]),
        );
        return { author: author.name, at: createdAt, text: bodyAsText(body, (named) => names.get(named) ?? null) };
      }),
  }));
}
