// The way a database gets to the current schema, on both kinds of database.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { pool } from '#prisma/client.ts';
import { migrate, migrationsFolder, readMigrations } from '#prisma/migrate.ts';
import { readSchema, sqlBetween } from '#prisma/schema-engine.ts';
import { bothDatabases } from '#tests/rig/database.ts';

const root = join(import.meta.dirname, '../..');
const schema = await readSchema();

/** Runs `script` (an ES module that may import this project) in another process. */
const inProcess = (script: string) =>
  spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'trace' },
  });

const migrating = (url: string, list = 'undefined') =>
  inProcess(`
    import { migrate } from './prisma/migrate.ts';
    const done = await migrate(${JSON.stringify(url)}, ${list});
    process.stdout.write('\\nDONE ' + JSON.stringify(done) + '\\n');
    // The engine leaves timers behind.
    process.exit();
  `);

async function appliedBy(child: ReturnType<typeof inProcess>): Promise<string[]> {
  let output = '';
  child.stdout.on('data', (bytes) => {
    output += bytes;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  // The log may say something after it.
  const [, done = ''] = /^DONE (.*)$/m.exec(output) ?? [];
  return JSON.parse(done) as string[];
}

async function empty() {
  await pool.query('drop schema public cascade');
  await pool.query('create schema public');
}

/** Everything of the tables that Prisma's schema states, in words that can be compared. */
async function shape() {
  const columns = await pool.query(
    `select table_name, column_name, udt_name, is_nullable, column_default
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> '_prisma_migrations' order by 1, 2`,
  );
  const indexes = await pool.query(
    `select indexdef from pg_indexes where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1`,
  );
  return { columns: columns.rows, indexes: indexes.rows.map((row) => row.indexdef as string) };
}

describe.each(bothDatabases)('$name', ({ use }) => {
  const database = use();

  beforeEach(empty);

  test('an empty database gets every migration, in order; a second time nothing happens', async () => {
    const names = (await readMigrations()).map(({ name }) => name);
    expect(await migrate(database.url)).toEqual(names);
    expect(await migrate(database.url)).toEqual([]);
    const { rows } = await pool.query('select migration_name, checksum from _prisma_migrations order by started_at');
    expect(rows.map((row) => row.migration_name)).toEqual(names);
  });

  test('two processes that migrate at once apply each migration once', async () => {
    const names = (await readMigrations()).map(({ name }) => name);
    const done = await Promise.all([appliedBy(migrating(database.url)), appliedBy(migrating(database.url))]);
    // Who of the two applies which is theirs to settle.
    expect(done.flat().sort()).toEqual(names);
    const { rows } = await pool.query('select count(*)::int as n from _prisma_migrations');
    expect(rows).toEqual([{ n: names.length }]);
  });

  test('a migration that fails changes nothing, and can be mended and applied', async () => {
    const good = { name: '1_good', sql: 'create table good (n int)' };
    const bad = { name: '2_bad', sql: 'create table half (n int); insert into nowhere values (1);' };
    await expect(migrate(database.url, [good, bad])).rejects.toThrow(/nowhere/);
    const { rows } = await pool.query(`select to_regclass('good') as good, to_regclass('half') as half`);
    expect(rows).toEqual([{ good: 'good', half: null }]);
    const mended = { name: '2_bad', sql: 'create table half (n int)' };
    expect(await migrate(database.url, [good, mended])).toEqual(['2_bad']);
  });

  test('a migration may hold a function: it reaches the database whole', async () => {
    const sql = `create function six() returns int language plpgsql as $$ begin return 5; return 6; end $$;`;
    await migrate(database.url, [{ name: '1_function', sql }]);
    expect((await pool.query('select six()')).rows).toEqual([{ six: 5 }]);
  });

  test('a process killed while it migrates leaves nothing half done', async () => {
    const list = [{ name: '1_slow', sql: 'create table half (n int); select pg_sleep(2);' }];
    const child = migrating(database.url, JSON.stringify(list));
    for await (const output of child.stdout) if (String(output).includes('Applying `1_slow`')) break;
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await migrate(database.url, [{ name: '1_slow', sql: 'create table half (n int)' }])).toEqual(['1_slow']);
  });

  test('the migrations lead to prisma/schema/, and beyond it only by what is written by hand', async () => {
    await migrate(database.url);
    const migrated = await shape();
    await empty();
    await pool.query(await sqlBetween(pool, null, schema));
    const stated = await shape();
    expect(migrated.columns).toEqual(stated.columns);
    expect(stated.indexes.filter((index) => !migrated.indexes.includes(index))).toEqual([]);
    expect(migrated.indexes.filter((index) => !stated.indexes.includes(index))).toEqual([
      expect.stringContaining('WHERE ("datasetId" IS NOT NULL)'),
      expect.stringContaining('WHERE ("organisationId" IS NOT NULL)'),
      expect.stringContaining('WHERE ("personId" IS NOT NULL)'),
      expect.stringContaining('WHERE ("position" IS NULL)'),
      expect.stringContaining('gin (words, access)'),
      expect.stringContaining('(folded text_pattern_ops)'),
      expect.stringContaining('gin (folded gin_trgm_ops)'),
    ]);
  });
});

test('prisma/schema/ has no change without its migration (else: npm run migration -- <name>)', async () => {
  const last = (await readMigrations()).at(-1)?.name ?? '';
  expect(await readFile(join(migrationsFolder, last, 'schema.prisma'), 'utf8')).toBe(schema);
});
