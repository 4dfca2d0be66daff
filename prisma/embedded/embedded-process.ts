// The process of the embedded database: PGlite on one locked folder, served on a loopback port. prisma/embedded/embedded.ts
// starts it, speaks to it by messages, and is its reason to live: it closes the database and ends when its parent does.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { keepToOneself } from '../../data-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { serveWire, type Wire } from './wire.ts';

/** What the parent says. */
export type Order = { order: 'open'; dataDir: string; password: string } | { order: 'close' };

/** What it hears back. */
export type Answer = { answer: 'open'; port: number } | { answer: 'refused'; reason: string };

keepToOneself();

const tell = (answer: Answer) => process.send?.(answer);

let opened: { database: PGlite; wire: Wire; release(): void } | undefined;

/** What the search asks of PostgreSQL besides itself (its migration makes them). */
const extensions = { unaccent, pg_trgm };

/** Opens the database of `dataDir`; a first one is made aside and moved into place whole, so a kill leaves no half of it. */
async function openFolder(dataDir: string): Promise<PGlite> {
  const folder = join(dataDir, 'database');
  if (!existsSync(folder)) {
    const draft = join(dataDir, 'database.new');
    rmSync(draft, { recursive: true, force: true });
    const first = await PGlite.create(draft, { extensions });
    await first.close();
    renameSync(draft, folder);
  }
  return PGlite.create(folder, { extensions });
}

/** PGlite itself broke: the parent sees the exit and decides. */
function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(70);
}

async function open(dataDir: string, password: string) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const release = await lockFolder(join(dataDir, 'database.lock'));
  const database = await openFolder(dataDir).catch((cause: Error) => {
    release();
    throw new Error(`La base de données du dossier ${dataDir} ne s’ouvre pas : ${cause.message}`, { cause });
  });
  const wire = await serveWire(database, password, fail);
  opened = { database, wire, release };
  tell({ answer: 'open', port: wire.port });
}

async function close(): Promise<never> {
  await opened?.wire.close();
  await opened?.database.close();
  opened?.release();
  process.exit(0);
}

process.on('message', (message: Order) => {
  if (message.order === 'close') void close().catch(fail);
  else {
    open(message.dataDir, message.password).catch((error: Error) => {
      tell({ answer: 'refused', reason: error.message });
      process.disconnect();
    });
  }
});
process.on('disconnect', () => void close().catch(fail));
// Ctrl-C and a service's stop reach every process of the group; the parent still needs the database to finish its work.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
