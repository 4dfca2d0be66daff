// Reading discussions: threads with all that is said in them, by whom and naming whom. Writing them is threads.ts and
// comments.ts. Each person and organisation is read once and is one object, however often they speak.

import {
  type Comment,
  type Mention,
  type Organisation,
  type Person,
  Prisma,
  type Thread,
} from '#generated/prisma/client.ts';
import { prisma, rowsOf, type Tx } from '#prisma/client.ts';
import { notFound } from '../errors.ts';
import { findConventions } from '../gate.ts';
import { readActors } from '../history/activity.ts';
import { writeInstant } from '../instants.ts';
import { findOrganisations } from '../organisations/organisations.ts';
import { isInstant, keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid } from '../parse.ts';
import { grouped, type Parts, withoutParts } from '../parts.ts';
import { type ConventionThing, conventionRights, visibleConventions, visibleConventionsSql } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ThreadFilter } from './inputs.ts';

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
  comments: SaidComment[];
  resolvedBy: Person | null;
}

const { sql } = Prisma;

/** A comment's row; with its mentions where they are read. */
type CommentRow = Comment & { mentions?: Mention[] };
type ThreadRow = Thread & { comments: CommentRow[] };

/** What of a thread is read besides what is said in it and by whom: what its rights are judged on, and who is named. */
const threadParts = ['convention', 'mentions'] as const;

export type ThreadPart = (typeof threadParts)[number];

export type ThreadParts = Parts<ThreadPart>;

const allParts: ThreadParts = new Set(threadParts);

/** Those that somebody can still read, of a convention that the viewer sees: `livingThreads`, where `t` is the thread. */
const seen = (viewer: Viewer) => sql`${visibleConventionsSql(viewer)}
  and exists (select 1 from "Comment" m where m."threadId" = t.id and m."deletedAt" is null)`;

/** What is said in these threads, the oldest first, with whom it names. */
async function readSaid(threadIds: readonly string[], parts: ThreadParts): Promise<CommentRow[]> {
  const [comments, mentions] = await Promise.all([
    rowsOf<Comment>(sql`
      select m.* from "Comment" m where m."threadId" = any(${threadIds}::uuid[]) order by m."createdAt", m.id`),
    parts.has('mentions')
      ? rowsOf<Mention>(sql`
          select n.* from "Mention" n join "Comment" m on m.id = n."commentId"
          where m."threadId" = any(${threadIds}::uuid[]) order by n.id`)
      : [],
  ]);
  if (!parts.has('mentions')) return comments;
  const mentionsOf = grouped(mentions, ({ commentId }) => commentId);
  return comments.map((comment) => Object.assign(comment, { mentions: mentionsOf(comment.id) }));
}

/** The first threads `t` of conventions `c` that `which` names, the oldest first, with all that is said in them. */
async function readRows(viewer: Viewer, which: Prisma.Sql, most: number, parts: ThreadParts): Promise<ThreadRow[]> {
  const threads = await rowsOf<Thread>(sql`
    select t.* from "Thread" t join "Convention" c on c.id = t."conventionId"
    where ${seen(viewer)} and ${which} order by t."createdAt", t.id limit ${most}`);
  if (threads.length === 0) return [];
  const comments = await readSaid(
    threads.map(({ id }) => id),
    parts,
  );
  const commentsOf = grouped(comments, ({ threadId }) => threadId);
  return threads.map((thread) => Object.assign(thread, { comments: commentsOf(thread.id) }));
}

/** Puts people and organisations to rows, each read once; `others` are further people to read. */
async function readNames(comments: readonly CommentRow[], others: readonly (string | null)[] = []) {
  const mentions = comments.flatMap((comment) => comment.mentions ?? []);
  const personIds = [
    ...comments.map(({ authorId }) => authorId),
    ...mentions.map(({ personId }) => personId),
    ...others,
  ];
  const [personOf, organisationOf] = await Promise.all([
    readActors(personIds.flatMap((id) => id ?? [])),
    findOrganisations(mentions.flatMap(({ organisationId }) => organisationId ?? [])),
  ]);
  // Filled in where they are: rows of a page are many, and copies of them cost more than reading them.
  const said = (comment: CommentRow, judged: Pick<SaidComment, 'convention' | 'conventionId'>): SaidComment => {
    for (const mention of comment.mentions ?? [])
      Object.assign(mention, {
        person: personOf.get(mention.personId ?? '') ?? null,
        organisation: organisationOf.get(mention.organisationId ?? '') ?? null,
      } satisfies Omit<Named, keyof Mention>);
    // A comment's author is a foreign key: the row is there.
    const author = personOf.get(comment.authorId) as Person;
    return Object.assign(comment as CommentRow & { mentions: Named[] }, { author, ...judged });
  };
  return { said, personOf };
}

/** The first threads of conventions that the viewer sees, of those that `which` names, the oldest first. */
async function readTalks(
  viewer: Viewer,
  which: Prisma.Sql,
  most: number,
  parts: ThreadParts = allParts,
): Promise<Talk[]> {
  const rows = await readRows(viewer, which, most, parts);
  const conventionIds = [...new Set(rows.map(({ conventionId }) => conventionId))];
  const comments = rows.flatMap((thread) => thread.comments);
  const resolvers = rows.map(({ resolvedById }) => resolvedById);
  const isJudged = parts.has('convention');
  const [conventions, { said, personOf }] = await Promise.all([
    isJudged ? findConventions(viewer, conventionIds) : [],
    readNames(comments, resolvers),
  ]);
  const conventionOf = new Map(conventions.map((one) => [one.id, one]));
  const unread = isJudged ? [] : (['convention'] as const);
  const unsaid = [...unread, ...(parts.has('mentions') ? [] : (['mentions'] as const))];
  return rows.flatMap((thread) => {
    const convention = conventionOf.get(thread.conventionId);
    const resolvedBy = personOf.get(thread.resolvedById ?? '') ?? null;
    if (!convention && isJudged) return [];
    const { conventionId } = thread;
    // Unread, it says so itself.
    const judged = (isJudged ? { convention, conventionId } : { conventionId }) as Pick<
      SaidComment,
      'convention' | 'conventionId'
    >;
    const comments = thread.comments.map((comment) => withoutParts(said(comment, judged), unsaid));
    const talk = Object.assign(thread, isJudged ? { convention } : {}, { comments, resolvedBy }) as Talk;
    return [withoutParts(talk, unread)];
  });
}

/** One thread that the viewer sees; NOT_FOUND otherwise. */
export async function readThread(viewer: Viewer, threadId: string): Promise<Talk> {
  const [thread] = await findThreads(viewer, isUuid(threadId) ? [threadId] : []);
  if (!thread) throw notFound();
  return thread;
}

/** Of these threads, those that the viewer sees. */
export async function findThreads(viewer: Viewer, ids: readonly string[]): Promise<Talk[]> {
  return ids.length === 0 ? [] : readTalks(viewer, sql`t.id = any(${ids}::uuid[])`, ids.length);
}

/** Which threads of a convention to list; all of them together when several are given. */
export interface ThreadChoice {
  filter?: ThreadFilter | null;
  /** Those in which somebody of this organisation wrote. */
  organisationId?: string | null;
}

/** Somebody said something in thread `t` that is still there, and of which `of` is true: of comment `m`, of its author `a`. */
const said = (of: Prisma.Sql) => sql`exists (
  select 1 from "Comment" m join "Person" a on a.id = m."authorId" where m."threadId" = t.id and m."deletedAt" is null and ${of})`;

function chosen(viewer: Viewer, { filter, organisationId }: ThreadChoice): Prisma.Sql[] {
  const { personId } = viewer;
  const filters: Record<ThreadFilter, Prisma.Sql> = {
    open: sql`t."resolvedAt" is null`,
    resolved: sql`t."resolvedAt" is not null`,
    mine: sql`(t."createdById" = ${personId}::uuid or ${said(sql`a.id = ${personId}::uuid`)})`,
    mentions: said(sql`exists (select 1 from "Mention" n where n."commentId" = m.id
      and (n."personId" = ${personId}::uuid or n."organisationId" = ${viewer.organisationId}::uuid))`),
  };
  return [
    ...(filter ? [filters[filter]] : []),
    ...(organisationId ? [said(sql`a."organisationId" = ${organisationId}::uuid`)] : []),
  ];
}

/** The threads of a convention that the viewer sees, oldest first. */
export async function listThreads(
  viewer: Viewer,
  { conventionId, ...request }: PageRequest & ThreadChoice & { conventionId: string },
  parts?: ThreadParts,
): Promise<Page<Talk>> {
  const size = pageSize(request);
  const after = keyAfter(`threads ${conventionId}`, request, isInstant);
  if (!isUuid(conventionId) || (request.organisationId && !isUuid(request.organisationId))) throw notFound();
  const conditions = [
    sql`t."conventionId" = ${conventionId}::uuid`,
    ...chosen(viewer, request),
    ...(after ? [sql`(t."createdAt", t.id) > (${after.sortKey}::timestamptz, ${after.id}::uuid)`] : []),
  ];
  const talks = await readTalks(viewer, Prisma.join(conditions, ' and '), size + 1, parts);
  return pageOf(`threads ${conventionId}`, talks, size, ({ createdAt, id }) => ({
    sortKey: writeInstant(createdAt),
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
    include: {
      author: true,
      mentions: { orderBy: { id: 'asc' }, include: { person: true, organisation: true } },
      thread: { include: { convention: { select: conventionRights } } },
    },
  });
  return rows.map(({ thread: { convention, conventionId }, ...row }) => ({ ...row, convention, conventionId }));
}
