// The one history. Verbs write through `transact` and record what they did in the same transaction; the change feed,
// notifications, the activity list and open pages read it back. Order of commit is given by the sequencer (`number…`).
import { AsyncLocalStorage } from 'node:async_hooks';
import { Prisma } from '#generated/prisma/client.ts';
import { prisma, rowsOf, type Tx } from '#prisma/client.ts';
import { ringCommit } from './commits.ts';
import { type Announced, announcements } from './outside.ts';
import type { Viewer } from './viewers.ts';
import type { ChangeKind } from './vocabulary.ts';

/** One thing that happened. Addressed to those who see `conventionId` or `datasetId`, else to `organisationId`, else to `personId`. */
export interface ChangeRecord {
  kind: ChangeKind;
  subject: string;
  subjectId: string;
  /** The subject's version after the change; 1 where it has none. */
  version?: number;
  deletion?: boolean;
  conventionId?: string;
  datasetId?: string;
  organisationId?: string;
  personId?: string;
  /** Ids and words that whoever sees the change may read. */
  details?: Prisma.InputJsonObject;
}

/** Records in the running transaction. */
export interface RecordChange {
  /** One change; gives its id. */
  (change: ChangeRecord): Promise<string>;
  /** Many at once, in this order: what a whole text brings. */
  all(changes: readonly ChangeRecord[]): Promise<void>;
  /**
   * One change in the verb's own statement, which puts `recorded(of)` in it (`with change as (…)`): it is recorded for the row of
   * `of`, and not when there is none. False when the statement gave no row: nothing was done then.
   */
  written(change: ChangeRecord, statement: (recorded: (of: Prisma.Sql) => Prisma.Sql) => Prisma.Sql): Promise<boolean>;
}

/** Asks a statement, where the verb's own statements are asked. */
export type Ask = <Row extends object>(statement: Prisma.Sql) => Promise<Row[]>;

/** What a verb of one statement writes with. */
export interface AtOnce {
  ask: Ask;
  record: Pick<RecordChange, 'written'>;
}

/** What must be durable exactly when a verb's own writes are, without the verb knowing of it. */
type Alongside = (tx: Tx, recorded: readonly Announced[]) => Promise<void>;

const alongside = new AsyncLocalStorage<Alongside>();

/** Runs `work`; each transaction that it opens also holds what `write` adds to it, after the verb's own writes. */
export const writingAlongside = <Result>(write: Alongside, work: () => Promise<Result>): Promise<Result> =>
  alongside.run(write, work);

/** How long a write may wait for its turn and then take: imports of large texts are the longest. */
const TRANSACTION_LIMITS = { maxWait: 10_000, timeout: 30_000 };

/** One statement whatever their number: row by row, the changes of a large text would outlast its transaction. */
async function insertChanges(tx: Tx, rows: readonly object[]): Promise<void> {
  await tx.$executeRaw`
    insert into "Change" (id, kind, subject, "subjectId", version, deletion, "conventionId", "datasetId",
      "organisationId", "personId", "actorId", "apiKeyId", details)
    select gen_random_uuid(), kind, subject, "subjectId", version, coalesce(deletion, false), "conventionId", "datasetId",
      "organisationId", "personId", "actorId", "apiKeyId", details
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (kind text, subject text, "subjectId" text,
      version int, deletion boolean, "conventionId" uuid, "datasetId" uuid, "organisationId" uuid, "personId" uuid, "actorId" uuid,
      "apiKeyId" uuid, details jsonb)) with ordinality
    order by ordinality`;
}

type ChangeRow = ReturnType<typeof rowOf>;

const rowOf = (change: ChangeRecord, viewer: Viewer | null) => ({
  ...change,
  version: change.version ?? 1,
  details: change.details ?? {},
  actorId: viewer?.personId ?? null,
  apiKeyId: viewer?.kind === 'system' ? viewer.apiKeyId : null,
});

const insertOf =
  ({ kind, subject, subjectId, version, deletion, actorId, apiKeyId, details, ...whose }: ChangeRow) =>
  (of: Prisma.Sql) => {
    const { conventionId = null, datasetId = null, organisationId = null, personId = null } = whose;
    return Prisma.sql`
    insert into "Change" (id, kind, subject, "subjectId", version, deletion, "conventionId", "datasetId", "organisationId",
      "personId", "actorId", "apiKeyId", details)
    select gen_random_uuid(), ${kind}::text, ${subject}::text, ${subjectId}::text, ${version}::int, ${deletion ?? false}::boolean,
      ${conventionId}::uuid, ${datasetId}::uuid, ${organisationId}::uuid, ${personId}::uuid, ${actorId}::uuid, ${apiKeyId}::uuid,
      ${JSON.stringify(details)}::jsonb from ${of}`;
  };

/** What is told to open pages once it is durable. */
function announced(change: ChangeRecord): Announced {
  const { kind, subject, subjectId, version = 1, conventionId = null, organisationId = null, personId = null } = change;
  return { kind, subject, subjectId, version, conventionId, organisationId, personId };
}

function announce(recorded: readonly Announced[]): void {
  announcements.changed(recorded);
  if (recorded.length > 0) ringCommit();
}

/** Records in statements of the verb, as they are asked by `ask`; what was recorded is added to `recorded`. */
const writtenBy =
  (viewer: Viewer | null, ask: Ask, recorded: Announced[]): RecordChange['written'] =>
  async (change, statement) => {
    const rows = await ask(statement(insertOf(rowOf(change, viewer))));
    if (rows.length > 0) recorded.push(announced(change));
    return rows.length > 0;
  };

/**
 * Runs `work` in one transaction. What it records is durable exactly when its writes are, and is announced to open
 * pages after the commit. `viewer` is who acts; null for the server itself.
 */
export async function transact<Result>(
  viewer: Viewer | null,
  work: (tx: Tx, record: RecordChange) => Promise<Result>,
): Promise<Result> {
  const recorded: Announced[] = [];
  const result = await prisma.$transaction(async (tx) => {
    recorded.length = 0;
    const one = async (change: ChangeRecord) => {
      const { id } = await tx.change.create({ data: rowOf(change, viewer), select: { id: true } });
      recorded.push(announced(change));
      return id;
    };
    const all = async (changes: readonly ChangeRecord[]) => {
      await insertChanges(
        tx,
        changes.map((change) => rowOf(change, viewer)),
      );
      recorded.push(...changes.map(announced));
    };
    const ask: Ask = (statement) => tx.$queryRaw(statement);
    const done = await work(tx, Object.assign(one, { all, written: writtenBy(viewer, ask, recorded) }));
    await alongside.getStore()?.(tx, recorded);
    return done;
  }, TRANSACTION_LIMITS);
  announce(recorded);
  return result;
}

/**
 * Runs a verb whose write is one statement (`written`): a transaction by itself, without the turns to the database that begin one
 * and end it. What it reads before (`ask`) is not locked: the statement says what it expects, and does nothing when it finds
 * something else.
 */
export async function transactAtOnce<Result>(viewer: Viewer, work: (at: AtOnce) => Promise<Result>): Promise<Result> {
  // What is written alongside must be durable with it.
  if (alongside.getStore())
    return transact(viewer, (tx, record) => work({ ask: (statement) => tx.$queryRaw(statement), record }));
  const recorded: Announced[] = [];
  const result = await work({ ask: rowsOf, record: { written: writtenBy(viewer, rowsOf, recorded) } });
  announce(recorded);
  return result;
}
