// Fresh migrated embedded databases for tests: copies of a template folder, made once for each state of the migrations
// and kept in node_modules/.cache (the first start of a PGlite takes seconds). tests/rig/database.ts calls it.
import { constants } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#prisma/embedded/embedded.ts';
import { migrate } from '#prisma/migrate.ts';
import { migrationsHash } from './migrations-hash.ts';

const cache = join(import.meta.dirname, '../../node_modules/.cache/i62');

/** Nobody copies a template of another state of the migrations for that long, nor needs longer to make one. */
const LEFTOVER_AFTER = 60 * 60 * 1000;

async function makeTemplate(name: string): Promise<void> {
  const draft = await mkdtemp(join(cache, 'draft-'));
  const database = await startEmbedded(draft);
  await migrate(database.url);
  await database.stop();
  for (const old of await readdir(cache)) {
    const { mtimeMs } = await stat(join(cache, old));
    if (Date.now() - mtimeMs > LEFTOVER_AFTER) await rm(join(cache, old), { recursive: true, force: true });
  }
  try {
    await rename(draft, join(cache, name));
  } catch {
    // Another test file was faster; its template is as good.
    await rm(draft, { recursive: true, force: true });
  }
}

/** A folder outside the project that holds a migrated, closed database, for `startEmbedded`; the caller removes it. */
export async function copyEmbedded(): Promise<string> {
  const name = `template-${await migrationsHash()}`;
  await mkdir(cache, { recursive: true });
  if (!(await readdir(cache)).includes(name)) await makeTemplate(name);
  const folder = await mkdtemp(join(tmpdir(), 'i62-'));
  await cp(join(cache, name), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return folder;
}

/** Starts a fresh migrated database in its own process; `drop` ends it and removes its folder. */
export async function createEmbedded(): Promise<{ url: string; drop(): Promise<void> }> {
  const folder = await copyEmbedded();
  const database = await startEmbedded(folder);
  const drop = async () => {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: database.url, drop };
}
