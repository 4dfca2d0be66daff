// Servers and commands do not work on one PostgreSQL at the same time: servers share an advisory lock, a command takes it
// whole. (The embedded database has its folder's lock.) with-database.ts takes it; it is given back with the
// connection, whatever way the process ends.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { log } from '#log.ts';
import { StartRefused } from '../refusals.ts';

/** An arbitrary number of our own; one lock a database. */
const SERVING_LOCK = 62_000_002;

/** Long enough for a predecessor that is closing, short enough to answer somebody who waits. */
const PATIENCE_MS = 4_000;

/** A lock that was lost with its connection is asked for again this often. */
const AGAIN_MS = 1_000;

const RUNS =
  'La plate-forme est en marche sur cette base de données. Arrêtez-la avant de lancer cette commande, puis relancez-la.';
const COMMANDED = 'Une commande est en cours sur cette base de données. Attendez qu’elle soit finie.';

/** The lock; `isAlone` when nobody else had any part of it. */
export interface ServingLock {
  isAlone: boolean;
  release(): Promise<void>;
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  // Said where the lock is held; unheard it would end the process.
  client.on('error', (err) => log.warn({ err }, 'the connection of the serving lock was lost'));
  await client.connect();
  return client;
}

async function tries(client: pg.Client, lock: 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared') {
  const { rows } = await client.query<{ had: boolean }>(`select ${lock}($1) as had`, [SERVING_LOCK]);
  return rows[0]?.had ?? false;
}

/** Tries until it is had or patience is over. */
async function insist(client: pg.Client, lock: Parameters<typeof tries>[1]): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await tries(client, lock))) {
    if (Date.now() > until) return false;
    await pause(200);
  }
  return true;
}

/** Takes the whole lock: for a command. StartRefused while a server runs. */
export async function lockAlone(url: string): Promise<ServingLock> {
  const client = await connected(url);
  if (await insist(client, 'pg_try_advisory_lock')) return { isAlone: true, release: () => client.end() };
  await client.end();
  throw new StartRefused(RUNS);
}

/** Takes a share: for a server. StartRefused while a command works. */
export async function lockShared(url: string): Promise<ServingLock> {
  let client = await connected(url);
  let released = false;
  const isAlone = await tries(client, 'pg_try_advisory_lock');
  if (!(await insist(client, 'pg_try_advisory_lock_shared'))) {
    await client.end();
    throw new StartRefused(COMMANDED);
  }
  if (isAlone) await client.query('select pg_advisory_unlock($1)', [SERVING_LOCK]);
  const watch = () => client.once('end', () => void (released || takeAgain()));
  const takeAgain = async (): Promise<void> => {
    await pause(AGAIN_MS, null, { ref: false });
    if (released) return;
    try {
      client = await connected(url);
      watch();
      await client.query('select pg_advisory_lock_shared($1)', [SERVING_LOCK]);
    } catch {
      // The database is away: its own watchers say so.
      await takeAgain();
    }
  };
  watch();
  return {
    isAlone,
    async release() {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}
