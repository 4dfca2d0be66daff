// The change feed as it is read: every committed change in one order, filtered by what its reader may see, from a cursor that
// expires rather than miss something. What is written in it is recorded by changes.ts; nothing here changes a thing of the product.

import { type Change, Prisma } from '#generated/prisma/client.ts';
import { prisma, rowsOf } from '#prisma/client.ts';
import { cursorExpired, notFound } from '../errors.ts';
import { type PageBounds, type PageRequest, pageSize } from '../paging.ts';
import { isUuid } from '../parse.ts';
import { type Audience, audiencesOf, visibleChangesSql, visibleConventionsSql } from '../permissions.ts';
import { ifWritable } from '../refused-writes.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind } from '../vocabulary.ts';

/** The head of the feed: what is numbered so far, and what is kept of it. */
interface Head {
  epoch: string;
  position: bigint;
  floor: bigint;
}

async function readHead(): Promise<Head & { waiting: boolean }> {
  const [row] = await rowsOf<{ epoch: string; position: string; floor: string; waiting: boolean }>(Prisma.sql`
    select epoch, position, floor, exists (select 1 from "Change" where position is null) as waiting
    from "FeedHead" where id = 1`);
  const { epoch, position, floor, waiting } = row as NonNullable<typeof row>;
  return { epoch, position: BigInt(position), floor: BigInt(floor), waiting };
}

/**
 * Gives a position to every committed change that has none, in the order they were written, and gives the head after that.
 * The head row is locked in one statement and the rows are read in the next, whose snapshot sees all that committed before
 * the lock was had: done in one statement, a change could be numbered behind a reader's back (measured in docs/decisions).
 */
export async function numberChanges(): Promise<Head> {
  const head = await readHead();
  if (!head.waiting) return head;
  // Where nothing can be written, what is numbered is read all the same.
  for (let numbered = BATCH; numbered >= BATCH; ) numbered = (await ifWritable(numberSome())) ?? 0;
  return readHead();
}

/** Changes numbered in one transaction: it is short however many wait, and writers wait for it no longer. */
const BATCH = 10_000;

/** Numbers the oldest changes that wait, at most a batch; gives how many. */
async function numberSome(): Promise<number> {
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

const { sql } = Prisma;

/** A change as it is read: its place in the feed, without the order of writing and without whom it was addressed to. */
export type ReadChange = Omit<Change, 'seq' | 'position' | 'datasetId' | 'organisationId' | 'personId'> & {
  position: bigint;
};

const read = sql`h.id, h.position, h.at, h.kind, h.subject, h."subjectId", h.version, h.deletion, h."conventionId", h."actorId",
  h."apiKeyId", h.details`;

/** A page of the feed. `endCursor` is where to go on, also when the page is empty. */
export interface ChangePage {
  changes: ReadChange[];
  endCursor: string;
  hasNextPage: boolean;
}

const writeCursor = (epoch: string, position: bigint) => Buffer.from(`${epoch}:${position}`).toString('base64url');

function readCursor(cursor: string, head: Head): bigint {
  const [, epoch, digits] = /^([0-9a-f-]{36}):(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const position = BigInt(digits ?? -1);
  if (epoch !== head.epoch || position < head.floor || position > head.position) throw cursorExpired();
  return position;
}

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

/** What is told of another thing and yet changes these: places in a text are told of its convention. */
const tellings: Readonly<Record<string, readonly ChangeKind[]>> = {
  ProgrammeItem: ['programme.reordered'],
  Action: ['programme.reordered'],
};

/** The kinds that whoever follows `subjects` hears of, whatever they are of. */
const kindsBesides = (subjects: readonly string[]) => [
  ...SWEEPING,
  ...subjects.flatMap((subject) => tellings[subject] ?? []),
];

const withCarriers = (subjects: readonly string[]) =>
  subjects.flatMap((subject) => [subject, ...(carriers[subject] ?? [])]);

/** What of the feed is asked for. */
export interface FeedRequest extends PageRequest {
  /** Nothing beyond this cursor. */
  upTo?: string | undefined;
  conventionId?: string | undefined;
  subjects?: readonly string[] | undefined;
}

const changesOf = async (statement: Prisma.Sql): Promise<ReadChange[]> => {
  const rows = await rowsOf<ReadChange>(statement);
  for (const row of rows) row.position = BigInt(row.position);
  return rows;
};

/** What is asked of changes `h`, whoever they are addressed to. */
function wanted(viewer: Viewer, { conventionId, subjects }: FeedRequest): Prisma.Sql {
  const conditions = [
    visibleChangesSql(viewer),
    ...(conventionId === undefined ? [] : [sql`h."conventionId" = ${conventionId}::uuid`]),
    ...(subjects
      ? [sql`(h.subject = any(${withCarriers(subjects)}::text[]) or h.kind = any(${kindsBesides(subjects)}::text[]))`]
      : []),
  ];
  return Prisma.join(conditions, ' and ');
}

/** Positions after `from`, up to `to`. */
interface Stretch {
  from: bigint;
  to: bigint;
}

const within = ({ from, to }: Stretch) => sql`h.position > ${from}::bigint and h.position <= ${to}::bigint`;

/** Positions that are looked through one by one before the lists of each audience are asked: nearly all readers see nearly all. */
const LOOKED_THROUGH = 2_000n;

/** The first changes of a stretch, each looked at: as many reads as the stretch is long. */
const readThrough = (audiences: Audience[] | null, which: Prisma.Sql, stretch: Stretch, most: number) =>
  changesOf(sql`
    select ${read} from "Change" h where ${within(stretch)} and ${which} and ${
      audiences
        ? sql`(${Prisma.join(
            audiences.map(({ column, ids, besides }) => sql`${column} in (${ids}) and ${besides}`),
            ' or ',
          )})`
        : sql`true`
    } order by h.position limit ${most}`);

/** The same by the index of each audience: as many reads as there are changes for the reader, however long the stretch is. */
const readByAudience = (audiences: Audience[], which: Prisma.Sql, stretch: Stretch, most: number) =>
  changesOf(sql`
    select ${read} from "Change" h where h.position in (
      select position from (${Prisma.join(
        audiences.map(
          ({ column, ids, besides }) => sql`
            select f.position from (${ids}) a(id) cross join lateral (
              select h.position from "Change" h
              where ${column} = a.id and ${besides} and ${within(stretch)} and ${which} order by h.position limit ${most}) f`,
        ),
        ' union ',
      )}) found order by position limit ${most}
    ) order by h.position`);

/** The first changes of a stretch that `viewer` may see and that are asked for, at most `most`, in order. */
async function readStretch(viewer: Viewer, request: FeedRequest, { from, to }: Stretch, most: number) {
  const [audiences, which] = [audiencesOf(viewer), wanted(viewer, request)];
  const near = from + LOOKED_THROUGH;
  if (audiences === null || near >= to) return readThrough(audiences, which, { from, to }, most);
  const found = await readThrough(audiences, which, { from, to: near }, most);
  if (found.length >= most) return found;
  return [...found, ...(await readByAudience(audiences, which, { from: near, to }, most - found.length))];
}

/**
 * The changes that `viewer` may see after cursor `after` (null: from the oldest kept), in order of commit, at most
 * `first`. Throws CURSOR_EXPIRED when the cursor is of another epoch or older than what is kept.
 */
export async function readChanges(viewer: Viewer, request: FeedRequest): Promise<ChangePage> {
  const { after, upTo, first, conventionId } = request;
  const head = await numberChanges();
  const position = after == null ? head.floor : readCursor(after, head);
  const last = upTo === undefined ? head.position : readCursor(upTo, head);
  if (conventionId !== undefined && !isUuid(conventionId)) throw notFound();
  const limit = pageSize({ first }, pageOfChanges);
  const found = await readStretch(viewer, request, { from: position, to: last }, limit + 1);
  const changes = found.slice(0, limit);
  const hasNextPage = found.length > limit;
  const end = hasNextPage ? (changes.at(-1)?.position ?? position) : last;
  return { changes, hasNextPage, endCursor: writeCursor(head.epoch, end) };
}

/** The cursor of this moment: read it before a full export, then follow from it. */
export async function readFeedHead(): Promise<string> {
  const { epoch, position } = await numberChanges();
  return writeCursor(epoch, position);
}

/** Refuses a cursor from which the feed leads nowhere: CURSOR_EXPIRED. */
export async function demandCursor(cursor: string): Promise<void> {
  readCursor(cursor, await numberChanges());
}

/** What is told to programs alone: a person reads the text itself. */
const forPrograms: readonly ChangeKind[] = ['programme.reordered'];

/**
 * The latest changes of each of these conventions that `viewer` may see, as people are told of them, newest
 * first, older than `before` when given; by the index of each, whatever their history holds.
 */
export async function readActivity(
  viewer: Viewer,
  { conventionIds, before, first }: { conventionIds: readonly string[]; before?: bigint; first: number },
): Promise<ReadChange[]> {
  await numberChanges();
  return changesOf(sql`
    select ${read} from "Convention" c cross join lateral (
      select h.* from "Change" h
      where h."conventionId" = c.id and ${before === undefined ? sql`h.position is not null` : sql`h.position < ${before}`}
        and h.kind <> all(${forPrograms}::text[]) and ${visibleChangesSql(viewer)}
      order by h.position desc limit ${first}) h
    where c.id = any(${conventionIds.filter(isUuid)}::uuid[]) and ${visibleConventionsSql(viewer)}
    order by h.position desc`);
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
