// Brings a database to the current schema: server.ts calls `migrate` at every start, before anything else. Each
// migration and its line in `_prisma_migrations` are one transaction, so a killed start leaves nothing half done (and a
// migration cannot hold what PostgreSQL refuses inside one, such as CREATE INDEX CONCURRENTLY).
// Migrations are written by prisma/new-migration.ts and reviewed by people.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { log } from '#log.ts';
import { root } from '../programs.ts';
import { StartRefused } from '../refusals.ts';
import { applyMigrations, type Migration } from './schema-engine.ts';

/** Where the committed migrations are: one folder each, named by time. */
export const migrationsFolder = join(root, 'prisma/migrations');

/** Key of the advisory lock that Prisma's engine takes too: whoever migrates this database holds it. */
const MIGRATION_LOCK = 72_707_369;

const NEWER =
  'La base de données est celle d’une version plus récente de la plate-forme. Mettez celle-ci à jour avant de la lancer, ou rétablissez la sauvegarde faite avant la mise à jour.';

/** The committed migrations, oldest first. */
export async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      sql: await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8'),
    })),
  );
}

async function readApplied(pool: pg.Pool): Promise<Set<string>> {
  const table = await pool.query(`select to_regclass('_prisma_migrations') is not null as present`);
  if (!table.rows[0].present) return new Set();
  const applied = await pool.query('select migration_name from _prisma_migrations where finished_at is not null');
  return new Set(applied.rows.map((row) => row.migration_name));
}

/** Applies the oldest migration that is missing; answers its name, or null when none is. */
async function applyNext(pool: pg.Pool, migrations: Migration[]): Promise<string | null> {
  await pool.query('begin');
  try {
    // Read inside the transaction: PGlite gives the lock to everybody, but runs one transaction at a time.
    const applied = await readApplied(pool);
    const known = new Set(migrations.map(({ name }) => name));
    if ([...applied].some((name) => !known.has(name))) throw new StartRefused(NEWER);
    const next = migrations.findIndex(({ name }) => !applied.has(name));
    if (next >= 0) await applyMigrations(pool, migrations.slice(0, next + 1));
    await pool.query('commit');
    return migrations[next]?.name ?? null;
  } catch (error) {
    await pool.query('rollback');
    throw error;
  }
}

/**
 * Applies every one of `migrations` (the committed ones, unless told) that the database at `url` lacks, and answers their
 * names. Of several nodes that start together one migrates and the others wait for it. A migration that fails changes
 * nothing, and throws; those before it stay. StartRefused, in French, where a newer version has migrated it already.
 */
export async function migrate(url: string, migrations?: Migration[]): Promise<string[]> {
  const list = migrations ?? (await readMigrations());
  // One connection: it holds the lock, and the engine works inside its transaction.
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 10_000 });
  // The engine's adapter listens anew for each migration: their number is no leak.
  pool.setMaxListeners(0);
  pool.on('error', (err) => log.warn({ err }, 'the migration connection was lost'));
  try {
    await pool.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done: string[] = [];
    for (let name = await applyNext(pool, list); name; name = await applyNext(pool, list)) {
      log.info({ migration: name }, 'migration applied');
      done.push(name);
    }
    return done;
  } finally {
    await pool.end();
  }
}
