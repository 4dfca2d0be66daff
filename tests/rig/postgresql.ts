// The PostgreSQL server that tests may use, and fresh migrated databases on it: copies of a template that is migrated
// once for each state of the migrations. tests/rig/database.ts calls it.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '#prisma/migrate.ts';
import { migrationsHash } from './migrations-hash.ts';

const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

const TEMPLATE = 'i62_template_';
const COPY = 'i62_test_';

/** Held while a template is made or leftovers are dropped; an arbitrary number of our own. */
const TEMPLATE_LOCK = 62_000_001;

/** A copy that old belongs to a run that was killed: no test file lasts that long. */
const LEFTOVER_AFTER = 60 * 60 * 1000;

const urlOf = (name: string) => Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;

async function withServer<Result>(use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Why no PostgreSQL can be used here; null when one answers. */
export async function whyNoPostgresql(): Promise<string | null> {
  try {
    await withServer((client) => client.query('select 1'));
    return null;
  } catch (error) {
    const { host, pathname } = new URL(serverUrl);
    return `no PostgreSQL answers at ${host}${pathname} (${(error as Error).message || (error as { code?: string }).code})`;
  }
}

/** Drops templates of other states of the migrations and copies of killed runs, unless somebody is connected to them. */
async function dropLeftovers(client: pg.Client, template: string) {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database d where (starts_with(datname, $1) or starts_with(datname, $2))
       and not exists (select 1 from pg_stat_activity a where a.datid = d.oid)`,
    [TEMPLATE, COPY],
  );
  for (const { name } of rows) {
    const madeAt = Number(name.split('_')[2]);
    const leftover = name.startsWith(TEMPLATE) ? name !== template : Date.now() - madeAt > LEFTOVER_AFTER;
    // Two runs may drop the same one, and one may just have been connected to.
    if (leftover) await client.query(`drop database if exists "${name}"`).catch(() => undefined);
  }
}

/** Makes the template unless it is there; the caller holds the lock. */
async function makeTemplate(client: pg.Client, template: string) {
  const found = await client.query('select 1 from pg_database where datname = $1', [template]);
  if (found.rowCount === 0) {
    await dropLeftovers(client, template);
    // It takes its name once migrated: a run killed half-way leaves no half template.
    const draft = `${COPY}${Date.now()}_draft`;
    await client.query(`create database "${draft}"`);
    await migrate(urlOf(draft));
    await client.query(`alter database "${draft}" rename to "${template}"`);
  }
}

/** Makes a fresh migrated database; `drop` removes it, cutting whoever is still connected. */
export async function createOnPostgresql(): Promise<{ url: string; drop(): Promise<void> }> {
  const template = `${TEMPLATE}${await migrationsHash()}`;
  const name = `${COPY}${Date.now()}_${randomUUID().slice(0, 8)}`;
  await withServer(async (client) => {
    // Released with the connection; a run at another state of the migrations may not drop the template in between.
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await makeTemplate(client, template);
    await client.query(`create database "${name}" template "${template}"`);
  });
  const drop = () =>
    withServer(async (client) => void (await client.query(`drop database if exists "${name}" with (force)`)));
  return { url: urlOf(name), drop };
}
