// `npm run migration -- <name>` writes the next migration: what leads from the schema of the last one to prisma/schema/.
// `npm run migration -- --again` writes the last one anew, while nobody has applied it. Each migration keeps a copy of
// what is below its hand-written line, the last two the schema they lead to: what the next one and `--again` start from.
// People review and complete it before committing.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from './embedded/embedded.ts';
import { migrationsFolder, readMigrations } from './migrate.ts';
import { readSchema, sqlBetween } from './schema-engine.ts';

const HAND_WRITTEN = '-- Written by hand:';

const schemaOf = (name: string) => readFile(join(migrationsFolder, name, 'schema.prisma'), 'utf8');

/** The time as a folder's prefix, always after `last`'s even when a machine's clock is behind. */
function timestampAfter(last: string | undefined): string {
  const now = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  return last && last.slice(0, 14) >= now ? String(Number(last.slice(0, 14)) + 1) : now;
}

/** Writes the folder of a migration and answers its name; null when the schema has not changed. */
async function writeMigration(pool: pg.Pool, argument: string): Promise<string | null> {
  const migrations = await readMigrations();
  const again = argument === '--again' ? migrations.pop() : undefined;
  const last = migrations.at(-1)?.name;
  const schema = await readSchema();
  const sql = await sqlBetween(pool, last ? await schemaOf(last) : null, schema);
  if (!again && sql.includes('This is an empty migration')) return null;
  const name = again?.name ?? `${timestampAfter(last)}_${argument}`;
  const written = again?.sql.split(HAND_WRITTEN)[1] ?? '\n';
  await mkdir(join(migrationsFolder, name), { recursive: true });
  await writeFile(join(migrationsFolder, name, 'migration.sql'), `${sql}\n${HAND_WRITTEN}${written}`);
  await writeFile(join(migrationsFolder, name, 'schema.prisma'), schema);
  for (const { name: earlier } of migrations.slice(0, -1))
    await rm(join(migrationsFolder, earlier, 'schema.prisma'), { force: true });
  return name;
}

const argument = process.argv[2] ?? '';
if (!/^(--again|[a-z][a-z0-9_]*)$/.test(argument)) {
  process.stderr.write('Usage: npm run migration -- <snake_case_name> | --again\n');
  process.exit(64);
}
// The engine compares texts, but insists on speaking to a database: an empty one that lives as long as this.
const folder = await mkdtemp(join(tmpdir(), 'i62-'));
const database = await startEmbedded(folder);
const pool = new pg.Pool({ connectionString: database.url, max: 1 });
try {
  const name = await writeMigration(pool, argument);
  process.stdout.write(name ? `prisma/migrations/${name}/migration.sql\n` : 'prisma/schema/ has not changed.\n');
} finally {
  await pool.end();
  await database.stop();
  await rm(folder, { recursive: true });
}
