// The change feed as it is read: every committed change in one order, filtered by what its reader may see, from a cursor that
// expires rather than miss something. What is written in it is recorded by changes.ts; nothing here changes a thing of the product.

import { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { cursorExpired, notFound } from '../errors.ts';
import { type PageBounds, type PageRequest, pageSize } from '../paging.ts';
import { isUuid } from '../parse.ts';
import { openDatasets, visibleChanges, visibleConventions } from '../permissions.ts';
import { ifWritable } from '../refused-writes.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind } from '../vocabulary.ts';

/**
 * Gives a position to every committed change that has none, in the order they were written. The head row is locked in
 * one statement and the rows are read in the next, whose snapshot sees all that committed before the lock was had:
 * done in one statement, a change could be numbered behind a reader's back (measured in docs/decisions).
 */
export async function numberChanges(): Promise<void> {
  // Where nothing can be written, what is numbered is read all the same.
  for (let numbered = BATCH; numbered >= BATCH; ) numbered = (await ifWritable(numberSome())) ?? 0;
}

/** Changes numbered in one transaction: it is short however many wait, and writers wait for it no longer. */
const BATCH = 10_000;

/** Numbers the oldest changes that wait, at most a batch; gives how many. */
async function numberSome(): Promise<number> {
  const [{ waiting } = { waiting: false }] = await prisma.$queryRaw<{ waiting: boolean }[]>`
    select exists (select 1 from "Change" where position is null) as waiting`;
  if (!waiting) return 0;
  const [, numbered] = await prisma.$transaction(
    [
      prisma.$queryRaw`select id from "FeedHead" where id = 1 for update`,
      prisma.$queryRaw<{ count: bigint }[]>`
        with fresh as (
          select seq, row_number() over (order by seq) as rank
          from (select seq from "Change" where position is null order by seq limit ${BATCH}) waiting
        ), numbered as (
          update "Change" set position = head.position + fresh.rank
          from fresh, (select position from "FeedHead" where id = 1) as head
          where "Change".seq = fresh.seq
          returning 1
        ), moved as (
          update "FeedHead" set position = position + (select count(*) from numbered) where id = 1
        )
        select count(*) as count from numbered`,
    ],
    { isolationLevel: Prisma.TransactionIsolationLevel.ReadCommitted },
  );
  return Number(numbered[0]?.count ?? 0);
}

/** A page of the feed. `endCursor` is where to go on, also when the page is empty. */
export interface ChangePage {
  changes: Prisma.ChangeGetPayload<object>[];
  endCursor: string;
  hasNextPage: boolean;
}

const writeCursor = (epoch: string, position: bigint) => Buffer.from(`${epoch}:${position}`).toString('base64url');

function readCursor(cursor: string, head: { epoch: string; position: bigint; floor: bigint }): bigint {
  const [, epoch, digits] = /^([0-9a-f-]{36}):(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const position = BigInt(digits ?? -1);
  if (epoch !== head.epoch || position < head.floor || position > head.position) throw cursorExpired();
  return position;
}

const seenChanges = async (viewer: Viewer) => {
  const select = { id: true } as const;
  const conventions = await prisma.convention.findMany({ where: visibleConventions(viewer), select });
  // What was taken back is told as gone to those who could see it.
  const datasets = await prisma.dataset.findMany({ where: openDatasets(viewer), select });
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  return visibleChanges(viewer, idsOf(conventions), idsOf(datasets));
};

/** How many changes a page of the feed holds. */
export const pageOfChanges: PageBounds = { most: 500, usual: 100 };

/** What brings or takes away all that is of a convention: whoever follows some of it must hear of these too. */
const SWEEPING: readonly ChangeKind[] = ['access.granted', 'access.lost', 'convention.archived'];

/** What comes and goes with another thing: whoever follows the one must hear of the other. */
const carriers: Readonly<Record<string, readonly string[]>> = {
  Action: ['ProgrammeItem'],
  Occurrence: ['Obligation'],
  Evidence: ['Obligation', 'Occurrence'],
  Payment: ['BudgetLine'],
  Thread: ['Comment'],
  Invitee: ['Meeting'],
  Outcome: ['Meeting'],
  Observation: ['Meeting', 'Minutes'],
};

const withCarriers = (subjects: readonly string[]) =>
  subjects.flatMap((subject) => [subject, ...(carriers[subject] ?? [])]);

/**
 * The changes that `viewer` may see after cursor `after` (null: from the oldest kept), in order of commit, at most
 * `first`. Throws CURSOR_EXPIRED when the cursor is of another epoch or older than what is kept.
 */
export async function readChanges(
  viewer: Viewer,
  { after, first, conventionId, subjects }: PageRequest & { conventionId?: string; subjects?: readonly string[] },
): Promise<ChangePage> {
  await numberChanges();
  const head = await prisma.feedHead.findUniqueOrThrow({ where: { id: 1 } });
  const position = after == null ? head.floor : readCursor(after, head);
  if (conventionId !== undefined && !isUuid(conventionId)) throw notFound();
  const limit = pageSize({ first }, pageOfChanges);
  const found = await prisma.change.findMany({
    where: {
      AND: [
        { position: { gt: position, lte: head.position } },
        await seenChanges(viewer),
        subjects ? { OR: [{ subject: { in: withCarriers(subjects) } }, { kind: { in: [...SWEEPING] } }] } : {},
      ],
      ...(conventionId === undefined ? {} : { conventionId }),
    },
    orderBy: { position: 'asc' },
    take: limit + 1,
  });
  const changes = found.slice(0, limit);
  const hasNextPage = found.length > limit;
  const end = hasNextPage ? (changes.at(-1)?.position ?? position) : head.position;
  return { changes, hasNextPage, endCursor: writeCursor(head.epoch, end) };
}

/** The cursor of this moment: read it before a full export, then follow from it. */
export async function readFeedHead(): Promise<string> {
  await numberChanges();
  const head = await prisma.feedHead.findUniqueOrThrow({ where: { id: 1 } });
  return writeCursor(head.epoch, head.position);
}

/** The latest changes of one convention that `viewer` may see, newest first, older than `before` when given. */
export async function readActivity(
  viewer: Viewer,
  { conventionId, before, first }: { conventionId: string; before?: bigint; first: number },
): Promise<Prisma.ChangeGetPayload<object>[]> {
  await numberChanges();
  return prisma.change.findMany({
    where: {
      AND: [await seenChanges(viewer)],
      conventionId,
      position: before === undefined ? { not: null } : { lt: before },
    },
    orderBy: { position: 'desc' },
    take: first,
  });
}

/** Removes changes older than `before` from the feed; cursors that point among them expire. */
export async function pruneChanges(before: Date): Promise<void> {
  await numberChanges();
  await prisma.$transaction([
    prisma.$queryRaw`select id from "FeedHead" where id = 1 for update`,
    prisma.$executeRaw`
      update "FeedHead" set floor = greatest(floor, (
        select coalesce(max(position), 0) from "Change" where at < ${before} and position is not null
          and position < (select coalesce(min(position), 9223372036854775807) from "Change" where at >= ${before})
      )) where id = 1`,
    prisma.$executeRaw`delete from "Change" where position <= (select floor from "FeedHead" where id = 1)`,
  ]);
}

/**
 * Draws a new epoch when the database was restored or moved since the last start (another server, another timeline,
 * another database), so that cursors of before expire instead of silently missing what was lost.
 */
export async function checkFeedEpoch(): Promise<void> {
  const [place] = await prisma.$queryRaw<{ origin: string }[]>`
    select s.system_identifier || '/' || c.timeline_id || '/' || d.oid as origin
    from pg_control_system() s, pg_control_checkpoint() c, pg_database d where d.datname = current_database()`;
  const origin = place?.origin ?? '';
  await prisma.$executeRaw`
    update "FeedHead" set epoch = case when origin = '' then epoch else gen_random_uuid() end, origin = ${origin}
    where id = 1 and origin <> ${origin}`;
}
