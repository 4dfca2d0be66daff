// The product's pages and API on a fresh database with the demonstration in it, for tests/hostile/run.ts: the real doors,
// domain, files and database, without the clock's jobs. Started as a process of its own, so that its log can be read.
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handIn } from '#domain/outside.ts';
import { openFiles } from '#outside/files.ts';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { createPatientServer } from '../../slow-sockets.ts';
import { builtPages, createWeb } from '../../web.ts';
import { createEmbedded } from '../rig/embedded.ts';
import { storedTexts } from '../rig/outside.ts';
import { createOnPostgresql, whyNoPostgresql } from '../rig/postgresql.ts';
import { buildWorld } from './world.ts';

const database = await ((await whyNoPostgresql()) ? createEmbedded() : createOnPostgresql());
await connectDatabase(database.url);
const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
handIn({
  live: storedTexts,
  announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
  mail: { queue: async () => undefined },
  files: openFiles(folder),
});
const world = await buildWorld();
const whyNotReady = async () => null;
const web = createWeb({ ...(await builtPages()), dev: false, whyNotReady, demonstration: () => null });
const server = createPatientServer(web);

process.on('disconnect', async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await disconnectDatabase();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port, world }));
