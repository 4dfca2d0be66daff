// How often something secret may be tried. Counted in the database, so that restarts and nodes share the count; kept under
// hashes, so that it is no list of addresses. Verbs that check a password or send a link call it first.
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { pool } from '#prisma/client.ts';
import { tooManyAttempts } from './errors.ts';
import { hashToken } from './tokens.ts';

const MINUTE = 60;
const HOUR = 3_600;

/** Points in a window of seconds. */
const limits = {
  // One address from one place: a person who mistypes stays below, a list of passwords does not.
  'sign-in here': { points: 10, duration: 15 * MINUTE },
  // One address from everywhere; above what one place can spend in an hour, so that one place cannot lock somebody out.
  'sign-in address': { points: 60, duration: HOUR },
  // One place for all addresses: a whole administration may sit behind one address on the network.
  'sign-in place': { points: 300, duration: 15 * MINUTE },
  'reset address': { points: 5, duration: HOUR },
  'reset place': { points: 60, duration: HOUR },
  'own password': { points: 10, duration: 15 * MINUTE },
  invitations: { points: 200, duration: HOUR },
} as const;

/** Something that is counted: which limit, and for whom. */
export type Attempt = readonly [limit: keyof typeof limits, whose: string];

/** The place of a network address: itself, or for IPv6 its /64, since one subscriber holds that many addresses. */
export function placeOf(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!address.includes(':')) return address;
  const [head = ''] = address.split('::');
  return [...head.split(':'), '0', '0', '0', '0'].slice(0, 4).join(':');
}

const TABLE = 'attempt_counts';

/** The pool as the limiter wants it: without named statements, which the embedded database's connections share. */
const storeClient = {
  query: ({ text, values }: { text: string; values: unknown[] }) => pool.query(text, values),
};

const limiters = Object.fromEntries(
  Object.entries(limits).map(([name, limit]) => [
    name,
    new RateLimiterPostgres({
      ...limit,
      storeClient,
      storeType: 'client',
      keyPrefix: name,
      tableName: TABLE,
      tableCreated: true,
      clearExpiredByTimeout: false,
    }),
  ]),
) as Record<keyof typeof limits, RateLimiterPostgres>;

const ready = new WeakMap<object, Promise<unknown>>();

/** The limiter's own table, once for each database. It holds nothing that a backup would miss. */
function prepare(): Promise<unknown> {
  const known = ready.get(pool);
  if (known) return known;
  const made = pool
    .query(`create table if not exists ${TABLE} (key varchar(255) primary key, points integer not null, expire bigint)`)
    .catch((error: { code?: string }) => {
      // Two nodes at once: the other one made it (unique_violation on the catalogue, duplicate_table).
      if (error.code === '23505' || error.code === '42P07') return;
      ready.delete(pool);
      throw error;
    });
  ready.set(pool, made);
  return made;
}

/** Counts an attempt before it is made, so that tries sent together do not slip through; throws TOO_MANY_ATTEMPTS. */
export async function countAttempts(attempts: readonly Attempt[]): Promise<void> {
  await prepare();
  for (const [limit, whose] of attempts) {
    try {
      await limiters[limit].consume(hashToken(whose));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw tooManyAttempts(Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000)));
    }
  }
}

/** Forgets what was counted: the person has shown who it is. */
export async function forgetAttempts([limit, whose]: Attempt): Promise<void> {
  await limiters[limit].delete(hashToken(whose));
}

/** Takes back the count of an attempt that turned out right. */
export async function forgiveAttempts(attempts: readonly Attempt[]): Promise<void> {
  for (const [limit, whose] of attempts) await limiters[limit].reward(hashToken(whose));
}

/** Removes the counts of windows that are over; the clock calls it. */
export async function forgetOldAttempts(): Promise<void> {
  await prepare();
  await pool.query(`delete from ${TABLE} where expire < $1`, [Date.now()]);
}
