// How fast something secret may be tried: so many at once, then one every so many seconds. Nobody is shut out for a time;
// whoever goes too fast is told how long to wait for the next try. Kept in the database, so that restarts and nodes share
// it, under hashes, so that it is no list of addresses. Verbs that check a password or send a link call it first.
import { pool } from '#prisma/client.ts';
import { tooManyAttempts } from '../errors.ts';
import { hashToken } from '../tokens.ts';

/** `burst` tries at once, then one every `every` seconds. */
const paces = {
  // A device that has signed in as this person before. Nobody else's tries are counted here.
  'sign-in device': { burst: 10, every: 30 },
  // One address from one unknown place: a person who mistypes stays below, a list of passwords does not.
  'sign-in here': { burst: 10, every: 120 },
  // One address from all unknown devices. Refills six times faster than one place can spend, so that no place alone slows
  // down the others.
  'sign-in address': { burst: 50, every: 20 },
  // Unknown devices of one place: a whole administration may sit behind one address on the network.
  'sign-in place': { burst: 100, every: 3 },
  // Addresses that unknown devices try and miss, wherever they are: one password on every account of a list.
  'sign-in sweep': { burst: 40, every: 10 },
  'reset device': { burst: 3, every: 300 },
  'reset here': { burst: 3, every: 600 },
  'reset place': { burst: 30, every: 30 },
  // Mails that strangers can make one box receive: three at once, then three an hour.
  'reset mail': { burst: 3, every: 1200 },
  'own password': { burst: 10, every: 60 },
  invitations: { burst: 200, every: 18 },
  // A request to somebody else's machine at each: of one webhook, and of all of an organisation.
  'webhook test': { burst: 5, every: 15 },
  'webhook tests': { burst: 20, every: 15 },
} as const;

/** Something that is counted: at which pace, and for whom. */
export type Attempt = readonly [pace: keyof typeof paces, whose: string];

/** The place of a network address: itself, or for IPv6 its /64, since one subscriber holds that many addresses. */
export function placeOf(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!address.includes(':')) return address;
  const [head = ''] = address.split('::');
  return [...head.split(':'), '0', '0', '0', '0'].slice(0, 4).join(':');
}

const TABLE = 'attempt_paces';

const ready = new WeakMap<object, Promise<unknown>>();

/** The table, once for each database. It holds nothing that a backup would miss. */
function prepare(): Promise<unknown> {
  const known = ready.get(pool);
  if (known) return known;
  const made = pool
    .query(`create table if not exists ${TABLE} (key varchar(255) primary key, due bigint not null)`)
    .catch((error: { code?: string }) => {
      // Two nodes at once: the other one made it (unique_violation on the catalogue, duplicate_table).
      if (error.code === '23505' || error.code === '42P07') return;
      ready.delete(pool);
      throw error;
    });
  ready.set(pool, made);
  return made;
}

const keyOf = ([pace, whose]: Attempt) => `${pace}:${hashToken(whose)}`;

const everyMs = ([pace]: Attempt) => paces[pace].every * 1000;

/** The database's clock, ms: nodes need not agree on the hour. */
const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/** How far ahead of the clock a pace is spent, ms; nought when nothing was counted lately. */
async function spentMs(attempt: Attempt): Promise<number> {
  const { rows } = await pool.query<{ spent: string }>(
    `select greatest(due - ${NOW}, 0) as spent from ${TABLE} where key = $1`,
    [keyOf(attempt)],
  );
  return Number(rows[0]?.spent ?? 0);
}

/**
 * Counts one try in one statement, which decides between those sent together: each that passes moves `due` on by one
 * interval, and none passes once that is a whole burst ahead. Gives whether nothing was counted before; null when refused.
 */
async function take(attempt: Attempt): Promise<{ isFirst: boolean } | null> {
  const { rows } = await pool.query<{ first: boolean }>(
    `with clock as (select ${NOW} as now)
    insert into ${TABLE} as kept (key, due) select $1, now + $2 from clock
    on conflict (key) do update set due = greatest(kept.due, excluded.due - $2) + $2
      where greatest(kept.due, excluded.due - $2) - (excluded.due - $2) <= $3
    returning kept.due <= (select now from clock) + $2 as first`,
    [keyOf(attempt), everyMs(attempt), everyMs(attempt) * (paces[attempt[0]].burst - 1)],
  );
  return rows[0] ? { isFirst: rows[0].first } : null;
}

/** Whether the next try at this pace has to wait. */
const waitMs = async (attempt: Attempt): Promise<number> =>
  (await spentMs(attempt)) - everyMs(attempt) * (paces[attempt[0]].burst - 1);

/** Whether a pace is spent at this moment; counts nothing. */
export async function isSpent(attempt: Attempt): Promise<boolean> {
  await prepare();
  return (await waitMs(attempt)) > 0;
}

/** Whether there is still a turn at this pace, which is then taken; says nothing to whoever asks. */
export async function takesTurn(attempt: Attempt): Promise<boolean> {
  await prepare();
  return (await take(attempt)) !== null;
}

/**
 * Counts a try before it is made, so that tries sent together do not slip through; gives for each pace whether this was the
 * first in a while. Throws TOO_MANY_ATTEMPTS with the time to wait, and then counts nothing. `wayOut` is what else one can do.
 */
export async function countAttempts(
  attempts: readonly Attempt[],
  { wayOut }: { wayOut?: string } = {},
): Promise<{ isFirst: boolean }[]> {
  await prepare();
  const taken: { isFirst: boolean }[] = [];
  for (const [rank, attempt] of attempts.entries()) {
    const turn = await take(attempt);
    if (!turn) {
      await forgiveAttempts(attempts.slice(0, rank));
      throw tooManyAttempts(Math.max(1, Math.ceil((await waitMs(attempt)) / 1000)), wayOut);
    }
    taken.push(turn);
  }
  return taken;
}

/** Forgets what was counted: the person has shown who it is. */
export async function forgetAttempts(attempt: Attempt): Promise<void> {
  await pool.query(`delete from ${TABLE} where key = $1`, [keyOf(attempt)]);
}

/** Takes back the count of a try that was not made, or turned out right. */
export async function forgiveAttempts(attempts: readonly Attempt[]): Promise<void> {
  for (const attempt of attempts)
    await pool.query(`update ${TABLE} set due = due - $2 where key = $1`, [keyOf(attempt), everyMs(attempt)]);
}

/** Removes what is over; the clock calls it. */
export async function forgetOldAttempts(): Promise<void> {
  await prepare();
  await pool.query(`delete from ${TABLE} where due < ${NOW}`);
}
