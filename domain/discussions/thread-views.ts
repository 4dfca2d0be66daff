// Reading discussions: threads with all that is said in them, by whom and naming whom. Writing them is threads.ts and
// comments.ts. Each person and organisation is read once and is one object, however often they speak.

import type { Comment, Mention, Organisation, Person, Prisma, Thread } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { notFound } from '../errors.ts';
import { isInstant, keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid } from '../parse.ts';
import { type ConventionThing, conventionRights, visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ThreadFilter } from './inputs.ts';
import { livingThreads } from './thread-places.ts';

/** A mention with whom it names; one of the two is null. */
export interface Named extends Mention {
  person: Person | null;
  organisation: Organisation | null;
}

/** A comment with its author and whom it names; a deleted one is empty. */
export interface Said extends Comment {
  author: Person;
  mentions: Named[];
}

/** A comment with the convention it is judged in. */
export interface SaidComment extends Said {
  convention: ConventionThing;
  conventionId: string;
}

/** A thread with its comments, oldest first, and who resolved it. */
export interface Talk extends Thread {
  convention: ConventionThing;
  comments: Said[];
  resolvedBy: Person | null;
}

const commentRow = { mentions: { orderBy: { id: 'asc' } } } satisfies Prisma.CommentInclude;

const threadRow = {
  convention: { select: conventionRights },
  comments: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], include: commentRow },
} satisfies Prisma.ThreadInclude;

type CommentRow = Prisma.CommentGetPayload<{ include: typeof commentRow }>;
type ThreadRow = Prisma.ThreadGetPayload<{ include: typeof threadRow }>;

/** Puts people and organisations to rows, each read once; `others` are further people to read. */
async function readNames(tx: Tx, comments: readonly CommentRow[], others: readonly (string | null)[] = []) {
  const mentions = comments.flatMap((comment) => comment.mentions);
  const personIds = [
    ...comments.map(({ authorId }) => authorId),
    ...mentions.map(({ personId }) => personId),
    ...others,
  ];
  const known = (ids: readonly (string | null)[]) => ({ id: { in: [...new Set(ids)].filter((id) => id !== null) } });
  const people = await tx.person.findMany({ where: known(personIds) });
  const organisationIds = mentions.map(({ organisationId }) => organisationId);
  const organisations = organisationIds.some((id) => id !== null)
    ? await tx.organisation.findMany({ where: known(organisationIds) })
    : [];
  const personOf = new Map<string | null, Person>(people.map((person) => [person.id, person]));
  const organisationOf = new Map<string | null, Organisation>(organisations.map((one) => [one.id, one]));
  const said = (comment: CommentRow): Said => ({
    ...comment,
    // A comment's author is a foreign key: the row is there.
    author: personOf.get(comment.authorId) as Person,
    mentions: comment.mentions.map((mention) => ({
      ...mention,
      person: personOf.get(mention.personId) ?? null,
      organisation: organisationOf.get(mention.organisationId) ?? null,
    })),
  });
  return { said, personOf };
}

async function readTalks(rows: readonly ThreadRow[]): Promise<Talk[]> {
  const comments = rows.flatMap((thread) => thread.comments);
  const resolvers = rows.map(({ resolvedById }) => resolvedById);
  const { said, personOf } = await readNames(prisma, comments, resolvers);
  return rows.map((thread) => ({
    ...thread,
    comments: thread.comments.map(said),
    resolvedBy: personOf.get(thread.resolvedById) ?? null,
  }));
}

/** One thread that the viewer sees; NOT_FOUND otherwise. */
export async function readThread(viewer: Viewer, threadId: string): Promise<Talk> {
  const where = { AND: [{ id: threadId, convention: visibleConventions(viewer) }, livingThreads] };
  const row = isUuid(threadId) ? await prisma.thread.findFirst({ where, include: threadRow }) : null;
  const [thread] = await readTalks(row ? [row] : []);
  if (!thread) throw notFound();
  return thread;
}

/** Of these threads, those that the viewer sees. */
export async function findThreads(viewer: Viewer, ids: readonly string[]): Promise<Talk[]> {
  const where = { AND: [{ id: { in: [...ids] }, convention: visibleConventions(viewer) }, livingThreads] };
  return readTalks(await prisma.thread.findMany({ where, include: threadRow }));
}

/** Which threads of a convention to list; all of them together when several are given. */
export interface ThreadChoice {
  filter?: ThreadFilter | null;
  /** Those in which somebody of this organisation wrote. */
  organisationId?: string | null;
}

function chosen(viewer: Viewer, { filter, organisationId }: ThreadChoice): Prisma.ThreadWhereInput {
  const { personId } = viewer;
  const said = (comment: Prisma.CommentWhereInput) => ({ comments: { some: { deletedAt: null, ...comment } } });
  const filters: Record<ThreadFilter, Prisma.ThreadWhereInput> = {
    open: { resolvedAt: null },
    resolved: { resolvedAt: { not: null } },
    mine: { OR: [{ createdById: personId }, said({ authorId: personId })] },
    mentions: said({ mentions: { some: { OR: [{ personId }, { organisationId: viewer.organisationId }] } } }),
  };
  return {
    AND: [filter ? filters[filter] : {}, organisationId ? said({ author: { organisationId } }) : {}],
  };
}

/** The threads of a convention that the viewer sees, oldest first. */
export async function listThreads(
  viewer: Viewer,
  { conventionId, ...request }: PageRequest & ThreadChoice & { conventionId: string },
): Promise<Page<Talk>> {
  const size = pageSize(request);
  const after = keyAfter(`threads ${conventionId}`, request, isInstant);
  const createdAt = after && new Date(after.sortKey);
  if (!isUuid(conventionId) || (request.organisationId && !isUuid(request.organisationId))) throw notFound();
  const found = await prisma.thread.findMany({
    where: {
      AND: [
        { conventionId, convention: visibleConventions(viewer) },
        livingThreads,
        chosen(viewer, request),
        after && createdAt ? { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: after.id } }] } : {},
      ],
    },
    include: threadRow,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: size + 1,
  });
  return pageOf(`threads ${conventionId}`, await readTalks(found), size, ({ createdAt, id }) => ({
    sortKey: createdAt.toISOString(),
    id,
  }));
}

/** One comment that the viewer sees; NOT_FOUND otherwise. */
export async function readComment(viewer: Viewer, commentId: string): Promise<SaidComment> {
  const where = { id: commentId, thread: { convention: visibleConventions(viewer) } };
  const found = isUuid(commentId) ? await prisma.comment.findFirst({ where, select: { id: true } }) : null;
  const [comment] = await readComments(prisma, found ? [found.id] : []);
  if (!comment) throw notFound();
  return comment;
}

/** These comments; the caller knows that whoever asked may see them. */
export async function readComments(tx: Tx, ids: readonly string[]): Promise<SaidComment[]> {
  const rows = await tx.comment.findMany({
    where: { id: { in: [...ids] } },
    include: { ...commentRow, thread: { include: { convention: threadRow.convention } } },
  });
  const { said } = await readNames(tx, rows);
  return rows.map(({ thread, ...row }) => ({
    ...said(row),
    convention: thread.convention,
    conventionId: thread.conventionId,
  }));
}
