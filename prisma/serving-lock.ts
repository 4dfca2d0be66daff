// One server works on a PostgreSQL, or several nodes that hear of one another (REDIS_URL): each holds in memory the texts that are
// open, and two that do not would show people different ones. And no command works beside them. All are advisory locks. (The
// embedded database has its folder's lock.) with-database.ts takes them; they are given back with the connection, whatever way
// the process ends. What nodes must agree on is said by the numbers of further locks: nodes.ts.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { log } from '#log.ts';
import { StartRefused } from '../refusals.ts';
import { type Agreement, agree, type Beside, besideOf, sayAgreement } from './nodes.ts';

/**
 * Arbitrary numbers of our own; one lock of each a database. The first: a server shares it, a command takes it whole. The
 * second: a server alone takes it whole, nodes share it.
 */
const SERVING_LOCK = 62_000_002;
const ONE_SERVER_LOCK = 62_000_003;

/** Long enough for a predecessor that is closing, short enough to answer somebody who waits. */
const PATIENCE_MS = 4_000;
/** The same for a server that follows another: what is in memory is saved first. */
const SERVER_PATIENCE_MS = 15_000;

/** A lock that was lost with its connection is asked for again this often. */
const AGAIN_MS = 1_000;

const RUNS =
  'La plate-forme est en marche sur cette base de données. Arrêtez-la avant de lancer cette commande, puis relancez-la.';
const SECOND =
  'Un autre serveur de la plate-forme est en marche sur cette base de données. Deux serveurs y montreraient des textes différents : arrêtez le premier, ou donnez à chacun le même REDIS_URL pour qu’ils travaillent ensemble, ou indiquez une autre base dans DATABASE_URL.';
const ALONE =
  'Un serveur de la plate-forme sans REDIS_URL est en marche sur cette base de données. Arrêtez-le avant d’en lancer plusieurs.';
const COMMANDED = 'Une commande est en cours sur cette base de données. Attendez qu’elle soit finie.';

/** The lock, as long as it is not released. */
export interface ServingLock {
  release(): Promise<void>;
  /** Which other nodes work on this database now; nobody's for a server alone and for a command. */
  beside(): Promise<Beside>;
}

const nobody = async (): Promise<Beside> => ({ nodes: 0, newest: 0 });

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  // Said where the lock is held; unheard it would end the process.
  client.on('error', (err) => log.warn({ err }, 'the connection of the serving lock was lost'));
  await client.connect();
  return client;
}

type Lock = 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared';

async function tries(client: pg.Client, lock: Lock, key: number): Promise<boolean> {
  const { rows } = await client.query<{ had: boolean }>(`select ${lock}($1) as had`, [key]);
  return rows[0]?.had ?? false;
}

/** Tries until it is had or patience is over. */
async function insist(client: pg.Client, lock: Lock, key: number, patienceMs = PATIENCE_MS): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (!(await tries(client, lock, key))) {
    if (Date.now() > until) return false;
    await pause(200);
  }
  return true;
}

/** Takes the whole lock: for a command. StartRefused while a server runs. */
export async function lockAlone(url: string): Promise<ServingLock> {
  const client = await connected(url);
  if (await insist(client, 'pg_try_advisory_lock', SERVING_LOCK))
    return { release: () => client.end(), beside: nobody };
  await client.end();
  throw new StartRefused(RUNS);
}

export interface ServerLockOptions {
  /** What this node and all others must agree on; null: it works alone. */
  agreement?: Agreement | null;
  /** Another server took the database over while this one was cut off from it: this one must end. */
  onReplaced?(refusal: StartRefused): unknown;
  patienceMs?: number;
}

/** Takes what a server holds. StartRefused while a command works, or another server. */
export async function lockServer(
  url: string,
  { agreement = null, onReplaced, patienceMs = SERVER_PATIENCE_MS }: ServerLockOptions = {},
): Promise<ServingLock> {
  const serves: Lock = agreement ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock';
  const taken = agreement ? ALONE : SECOND;
  let client = await connected(url);
  let released = false;
  const refuse = async (sentence: string) => {
    await client.end();
    throw new StartRefused(sentence);
  };
  if (!(await insist(client, 'pg_try_advisory_lock_shared', SERVING_LOCK))) await refuse(COMMANDED);
  if (!(await insist(client, serves, ONE_SERVER_LOCK, patienceMs))) await refuse(taken);
  const disagreement = agreement && (await agree(client, agreement));
  if (disagreement) await refuse(disagreement);
  const watch = () => client.once('end', () => void (released || takeAgain()));
  const takeAgain = async (): Promise<void> => {
    await pause(AGAIN_MS, null, { ref: false });
    if (released) return;
    let next: pg.Client | undefined;
    try {
      next = await connected(url);
      await next.query('select pg_advisory_lock_shared($1)', [SERVING_LOCK]);
      // The server's own former connection may take a moment to be noticed as dead.
      if (await insist(next, serves, ONE_SERVER_LOCK, patienceMs)) {
        if (agreement) await sayAgreement(next, agreement);
        client = next;
        if (released) await client.end();
        else watch();
        return;
      }
    } catch {
      // The database is away: its own watchers say so. Half a lock would stand in the way of the next try.
      await next?.end().catch(() => undefined);
      return takeAgain();
    }
    await next.end().catch(() => undefined);
    onReplaced?.(new StartRefused(taken));
  };
  watch();
  // One after the other: a connection does one thing at a time.
  let asked: Promise<unknown> = Promise.resolve();
  const askBeside = (): Promise<Beside> => {
    const answer = asked.then(() => besideOf(client));
    asked = answer.catch(() => undefined);
    return answer;
  };
  return {
    beside: agreement ? askBeside : nobody,
    async release() {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}
