// The one history. Verbs write through `transact` and record what they did in the same transaction; the change feed,
// notifications, the activity list and open pages read it back. Order of commit is given by the sequencer (`number…`).
import { AsyncLocalStorage } from 'node:async_hooks';
import { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
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
  /** One as a part of the verb's own statement: `with change as (…)`. It must run, for the change is told as recorded. */
  part(change: ChangeRecord): Prisma.Sql;
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

const insertOf = ({ kind, subject, subjectId, version, deletion, actorId, apiKeyId, details, ...whose }: ChangeRow) => {
  const { conventionId = null, datasetId = null, organisationId = null, personId = null } = whose;
  return Prisma.sql`
    insert into "Change" (id, kind, subject, "subjectId", version, deletion, "conventionId", "datasetId", "organisationId",
      "personId", "actorId", "apiKeyId", details)
    values (gen_random_uuid(), ${kind}, ${subject}, ${subjectId}, ${version}, ${deletion ?? false}, ${conventionId}::uuid,
      ${datasetId}::uuid, ${organisationId}::uuid, ${personId}::uuid, ${actorId}::uuid, ${apiKeyId}::uuid,
      ${JSON.stringify(details)}::jsonb)`;
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
  const announce = (change: ChangeRecord) => {
    const {
      kind,
      subject,
      subjectId,
      version = 1,
      conventionId = null,
      organisationId = null,
      personId = null,
    } = change;
    recorded.push({ kind, subject, subjectId, version, conventionId, organisationId, personId });
  };
  const result = await prisma.$transaction(async (tx) => {
    recorded.length = 0;
    const one = async (change: ChangeRecord) => {
      const { id } = await tx.change.create({ data: rowOf(change, viewer), select: { id: true } });
      announce(change);
      return id;
    };
    const all = async (changes: readonly ChangeRecord[]) => {
      await insertChanges(
        tx,
        changes.map((change) => rowOf(change, viewer)),
      );
      changes.forEach(announce);
    };
    const part = (change: ChangeRecord) => {
      announce(change);
      return insertOf(rowOf(change, viewer));
    };
    const done = await work(tx, Object.assign(one, { all, part }));
    await alongside.getStore()?.(tx, recorded);
    return done;
  }, TRANSACTION_LIMITS);
  announcements.changed(recorded);
  if (recorded.length > 0) ringCommit();
  return result;
}
