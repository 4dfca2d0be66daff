// The queue under every job: pg-boss on the same database and the same pool. server.ts starts it with the list of
// jobs.ts; mail.ts puts work in it inside the transaction of a verb. Knows no job by name and no rule of the trade.
import { setTimeout } from 'node:timers/promises';
import type { QueryResult } from 'pg';
import PgBoss from 'pg-boss';
import { log } from '#log.ts';
import { pool, type Tx } from '#prisma/client.ts';

/**
 * Work for the clock or for later. It runs at least once: after a crash or a failure it runs again, so `run` must be
 * harmless when repeated. One run at a time on all nodes together, unless `atOnce` says more.
 */
export interface Job<Input extends object = object> {
  /** Name of its queue; kebab-case. */
  name: string;
  /** Calls one verb of the domain. Throw to have it tried again; `finish` records at once that it must not be. */
  run(input: Input, job: { id: string; finish(): Promise<void> }): Promise<void>;
  /** What remains to be done once every try has failed, also when the machine stopped in the last; as often as `run`. */
  giveUp?(input: Input, job: { id: string }): Promise<void>;
  /** When the clock starts it: five cron fields, Paris time. Without it, only `enqueue` does. */
  cron?: string;
  /** Tries after the first (default 3), with a pause that starts at `retryDelaySeconds` (default 30) and doubles. */
  retryLimit?: number;
  retryDelaySeconds?: number;
  /** A run that lasts longer counts as failed (default 300). */
  timeoutSeconds?: number;
  /** How often a node looks for work (default 10, least 0.5). */
  pollSeconds?: number;
  /** Runs that a node may have under way together (default 1). */
  atOnce?: number;
}

/** The jobs under way; `stop` waits for what has begun, at most `timeoutSeconds`. */
export interface RunningJobs {
  stop(timeoutSeconds?: number): Promise<void>;
}

const SCHEMA = 'pgboss';
const DEFAULTS = { retryLimit: 3, retryDelaySeconds: 30, timeoutSeconds: 300, pollSeconds: 10, atOnce: 1 };

let boss: PgBoss | undefined;

type Rows = { rows: unknown[] };

/** Nodes that start together make the queues one after the other: pg-boss alters its tables for each. A number of our own. */
const STARTING_LOCK = 62_000_004;

/** Tries of a statement that met another node's in the middle of theirs: PostgreSQL lets one of the two through. */
const DEADLOCK_TRIES = 5;

const isDeadlock = (error: unknown) => (error as { code?: string }).code === '40P01';

/** pg-boss sends its scripts (several statements, with their own BEGIN) without values. */
async function runScript(text: string): Promise<Rows> {
  const client = await pool.connect();
  try {
    const results: QueryResult[] = [await client.query(text)].flat();
    client.release();
    return results.filter(({ fields }) => fields?.length > 0).at(-1) ?? { rows: [] };
  } catch (error) {
    // A script that failed half-way leaves its transaction open: that connection must not go back to the others.
    client.release(true);
    throw error;
  }
}

const runOnPool = (text: string, values?: unknown[]): Promise<Rows> =>
  values?.length ? pool.query(text, values) : runScript(text);

/**
 * The database as pg-boss sees it. Once it runs, a query that fails answers « nothing »: pg-boss does not wait for the
 * writes that follow a run, and one refused connection would end the process. The work is tried again when its time is up.
 */
function forgivingDatabase(underWay: UnderWay) {
  let strict = true;
  return {
    beForgiving: () => {
      strict = false;
    },
    async executeSql(text: string, values?: unknown[]): Promise<Rows> {
      for (let tries = 1; ; tries += 1) {
        try {
          return await underWay.follow(runOnPool(text, values));
        } catch (err) {
          if (isDeadlock(err) && tries < DEADLOCK_TRIES) continue;
          if (strict) throw err;
          log.warn({ err }, 'the job queue could not reach the database');
          return { rows: [] };
        }
      }
    },
  };
}

/** What has begun and must end before the database closes: pg-boss itself forgets the writes that follow a run. */
class UnderWay {
  readonly #promises = new Set<Promise<unknown>>();

  follow<Result>(promise: Promise<Result>): Promise<Result> {
    this.#promises.add(promise);
    const forget = () => this.#promises.delete(promise);
    promise.then(forget, forget);
    return promise;
  }

  /** Resolves once nothing is under way, or when `timeoutMs` have passed. */
  async end(timeoutMs: number): Promise<void> {
    const until = Date.now() + timeoutMs;
    while (this.#promises.size > 0 && Date.now() < until)
      await Promise.race([Promise.allSettled(this.#promises), setTimeout(until - Date.now(), null, { ref: false })]);
  }
}

/** Where the queue puts what failed for good, in the statement that says so. */
async function registerGivenUp(queue: PgBoss, { name, giveUp }: Job, underWay: UnderWay): Promise<object> {
  if (!giveUp) return {};
  const deadLetter = `${name}-given-up`;
  await register(queue, { name: deadLetter, run: giveUp }, underWay);
  return { deadLetter };
}

async function register(queue: PgBoss, job: Job, underWay: UnderWay): Promise<void> {
  const { name, run, cron } = job;
  const { retryLimit, retryDelaySeconds, timeoutSeconds, pollSeconds, atOnce } = { ...DEFAULTS, ...job };
  const options = {
    name,
    // `stately`: of a job of the clock, one waits and one runs, however many nodes there are.
    policy: cron ? ('stately' as const) : ('standard' as const),
    retryLimit,
    retryDelay: retryDelaySeconds,
    retryBackoff: true,
    expireInSeconds: timeoutSeconds,
    ...(await registerGivenUp(queue, job, underWay)),
  };
  await queue.createQueue(name, options);
  await queue.updateQueue(name, options);
  if (cron) await queue.schedule(name, cron, {}, { tz: 'Europe/Paris' });
  for (let worker = 0; worker < atOnce; worker += 1) {
    await queue.work<object>(name, { pollingIntervalSeconds: pollSeconds }, async ([work]) => {
      if (!work) return;
      try {
        await underWay.follow(run(work.data, { id: work.id, finish: () => finish(name, work.id) }));
      } catch (err) {
        log.error({ err, job: name, jobId: work.id }, 'a job failed');
        // What pg-boss keeps of a failure must not hold an address or a text.
        throw new Error((err as { code?: string }).code ?? (err as Error).name);
      }
    });
  }
}

/**
 * Records a run as done before it returns, when what it did must not be done again; rejects when that is not recorded. Also
 * of a run that took longer than it may, and that waits by now to be tried again: pg-boss completes only what is under way.
 */
async function finish(name: string, id: string): Promise<void> {
  await pool.query(
    `update ${SCHEMA}.job set state = 'completed', completed_on = now()
     where name = $1 and id = $2 and state < 'completed'`,
    [name, id],
  );
}

/**
 * Lets go of the work that a process which died had begun: it is tried again at once, and not when its time is up, minutes
 * later. Called when no other node is there that may have begun it. A try that was the last is left to its time, so that it is given up
 * like any other; but of a job of the clock one run at most may be under way, and the clock starts the next.
 */
async function takeOver(): Promise<void> {
  const waits = `exists (select 1 from ${SCHEMA}.job other where other.name = job.name and other.state = 'retry')`;
  await runScript(`
    delete from ${SCHEMA}.job where state = 'active' and policy = 'stately' and (retry_count >= retry_limit or ${waits});
    update ${SCHEMA}.job set state = 'retry', start_after = now() where state = 'active' and retry_count < retry_limit`);
}

/** Removes from the clock the jobs that no longer exist. */
async function forgetOthers(queue: PgBoss, jobs: readonly Job[]): Promise<void> {
  const scheduled = new Set(jobs.filter(({ cron }) => cron).map(({ name }) => name));
  for (const { name } of await queue.getSchedules()) if (!scheduled.has(name)) await queue.unschedule(name);
}

/** Runs `start` while no other node does. */
async function oneAtATime(start: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [STARTING_LOCK]);
    await start();
  } finally {
    // Closed, it gives the lock back whatever happened.
    client.release(true);
  }
}

/**
 * Starts the queue (its tables are made on the first start) and the jobs; call once the database is connected. `alone`: no
 * other node works on this database.
 */
export async function startJobs(jobs: readonly Job[], { alone = true } = {}): Promise<RunningJobs> {
  const underWay = new UnderWay();
  const db = forgivingDatabase(underWay);
  const queue = new PgBoss({
    db,
    schema: SCHEMA,
    maintenanceIntervalSeconds: 30,
    // Finished work holds nothing worth keeping; what failed for good stays a week for whoever looks.
    archiveCompletedAfterSeconds: 300,
    archiveFailedAfterSeconds: 7 * 24 * 3600,
    deleteAfterHours: 1,
  });
  queue.on('error', (err) => log.error({ err }, 'the job queue failed'));
  await oneAtATime(async () => {
    await queue.start();
    if (alone) await takeOver();
    for (const job of jobs) await register(queue, job, underWay);
    await forgetOthers(queue, jobs);
  });
  db.beForgiving();
  boss = queue;
  return {
    async stop(timeoutSeconds = 10) {
      if (boss === queue) boss = undefined;
      await queue.stop({ timeout: timeoutSeconds * 1000 });
      await underWay.end(timeoutSeconds * 1000);
    },
  };
}

/** Puts work in the queue of a job, in the running transaction: it is done if that commits, and not otherwise. */
export async function enqueue(tx: Tx, name: string, input: object): Promise<void> {
  if (!boss) throw new Error('Jobs are not started: call startJobs first.');
  const db = {
    executeSql: async (text: string, values: unknown[]) => ({
      rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values),
    }),
  };
  const id = await boss.send(name, input, { db });
  if (!id) throw new Error(`The queue « ${name} » does not exist.`);
}
