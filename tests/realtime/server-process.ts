// A server process with database, sockets and real rights, and nothing else: what tests/faults kills and bench measures.
// Started by `startServer` of server-child.ts; answers orders over the channel to its parent.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mayFollowConvention, textMode } from '#domain/texts/access.ts';
import { type Viewer, viewerOfSession, viewerOfUnusedSession } from '#domain/viewers.ts';
import { openRedis } from '#outside/redis.ts';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { startEmbedded } from '#prisma/embedded/embedded.ts';
import { migrate } from '#prisma/migrate.ts';
import { openSockets } from '#realtime/server/sockets.ts';
import { cuttable } from './host.ts';
import type { Order, Report } from './server-child.ts';

const [place = '', port = '0', redis = ''] = process.argv.slice(2);

async function openDatabase(): Promise<{ url: string; pid?: number }> {
  if (place.startsWith('postgres')) return { url: place };
  const { url, pid } = await startEmbedded(place);
  await migrate(url);
  return { url, pid };
}

const { url, pid } = await openDatabase();
await connectDatabase(url);
// One node among several, where it is told of a Redis.
const bus = redis ? await openRedis({ url: redis, platform: new URL(url).pathname }) : null;
const server = createServer();
const { cut } = cuttable(server);
const sockets = openSockets<Viewer>(server, {
  bus,
  async visitorOf({ bearer }, isUse) {
    const viewer = await (isUse ? viewerOfSession : viewerOfUnusedSession)(bearer ?? '');
    if (!viewer) return null;
    const { personId, organisationId, organisationName: organisation, name, sessionId } = viewer;
    return { viewer, personId, organisationId, organisation, name, sessionId, expiresAt: viewer.sessionExpiresAt };
  },
  modeOf: textMode,
  mayFollow: (viewer, topic) => mayFollowConvention(viewer, topic.slice(topic.indexOf(':') + 1)),
  allowedOrigins: [],
  // What derives from a text has its own tests; here only texts are watched.
  onSettled: async () => {},
});

process.on('message', async (order: Order) => {
  if (order === 'cut') cut();
  if (order === 'drain') {
    await sockets.drain();
    await bus?.close();
    await disconnectDatabase();
    process.exit(0);
  }
  if (order === 'measure') globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { heapUsed, external, rss } = process.memoryUsage();
  const report: Report = { cpuSeconds: (user + system) / 1e6, heapUsed, external, rss, ...sockets.counters() };
  process.send?.({ done: order, report });
});
// Nobody is left to ask for anything.
process.on('disconnect', () => process.exit(0));

server.listen(Number(port), '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port, databaseUrl: url, databasePid: pid });
});
