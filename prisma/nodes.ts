// What the nodes of one platform must agree on, and which of them are there: each holds advisory locks whose numbers say its version
// and, as a fingerprint, its settings. They go with its connection, so that a node that was killed is gone at once. Called by
// serving-lock.ts, on the connection that holds the other locks; knows no setting by what it is for.
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { pool } from './client.ts';

/**
 * Raised when nodes of the version before would not understand what this one says or writes; a node never starts beside a
 * newer one, and a newer one tells the older that it is to be replaced.
 */
export const NODES_VERSION = 1;

/** Arbitrary numbers of our own, from here on one for each setting. */
const VERSION_LOCK = 62_000_010;
const SETTING_LOCK = 62_000_011;

/** What every node is told alike: the name of a setting in the environment, and its value. */
export interface Agreement {
  version: number;
  settings: readonly (readonly [name: string, value: string])[];
}

/** The other nodes. */
export interface Beside {
  nodes: number;
  /** The newest version among them; 0 when there is none. */
  newest: number;
}

/** Thirty-one bits: a lock's second number; enough to tell two settings apart, and nothing to find one by. */
const fingerprint = (words: string) => createHash('sha256').update(words).digest().readUInt32BE() >>> 1;

const numbersOf = ({ version, settings }: Agreement): [lock: number, said: number][] => [
  [VERSION_LOCK, version],
  ...settings.map(([name, value], rank): [number, number] => [SETTING_LOCK + rank, fingerprint(`${name}\n${value}`)]),
];

/** Says what this node has been told. */
export async function sayAgreement(client: pg.Client, agreement: Agreement): Promise<void> {
  for (const said of numbersOf(agreement)) await client.query('select pg_advisory_lock_shared($1, $2)', said);
}

/** What the others say of one thing. */
async function saidBeside(client: pg.Client, lock: number): Promise<number[]> {
  const { rows } = await client.query<{ said: number }>(
    `select objid::int as said from pg_locks
     where locktype = 'advisory' and classid = $1::int::oid and objsubid = 2 and granted and pid <> pg_backend_pid()
       and database = (select oid from pg_database where datname = current_database())`,
    [lock],
  );
  return rows.map(({ said }) => said);
}

/** Which other nodes there are. */
export async function besideOf(client: pg.Client): Promise<Beside> {
  const versions = await saidBeside(client, VERSION_LOCK);
  return { nodes: versions.length, newest: Math.max(0, ...versions) };
}

/** Says what this node has been told, unless another says otherwise: then gives the sentence for whoever starts it. */
export async function agree(client: pg.Client, agreement: Agreement): Promise<string | null> {
  // Said first: of two that start at once and disagree, at least one is told.
  await sayAgreement(client, agreement);
  const { newest } = await besideOf(client);
  if (newest > agreement.version)
    return 'Un serveur plus récent de la plate-forme est en marche sur cette base de données. Mettez celui-ci à jour avant de le lancer.';
  for (const [rank, [name, value]] of agreement.settings.entries()) {
    const others = await saidBeside(client, SETTING_LOCK + rank);
    if (others.some((other) => other !== fingerprint(`${name}\n${value}`)))
      return `${name} : n’a pas la même valeur que pour les autres serveurs de la plate-forme en marche sur cette base de données. Donnez-leur la même.`;
  }
  return null;
}

/** What this database is known by, to all who share it and to nobody else; a copy of it is another one. */
export async function databaseName(): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `select s.system_identifier || '-' || d.oid as name
     from pg_control_system() s, pg_database d where d.datname = current_database()`,
  );
  return rows[0]?.name ?? '';
}
