// How many updates reach other people for a second of the server's processor, with many texts open at once.
import type { ServerChild } from '#tests/realtime/server-child.ts';
import { sleep } from './statistics.ts';
import { WireClient } from './wire-client.ts';

export interface Throughput {
  documents: number;
  clients: number;
  edits: number;
  /** Updates received by somebody else, a second of wall clock. */
  delivered: number;
  /** The same, a second of the server process's CPU. */
  deliveredPerCpu: number;
  commits: number;
  cpuShare: number;
}

/** `readers` + `writers` in each text; a writer types again `pauseMs` after each confirmation. */
export async function measureThroughput(
  server: ServerChild,
  documents: string[],
  tokens: string[],
  { writers, readers, pauseMs, seconds }: { writers: number; readers: number; pauseMs: number; seconds: number },
): Promise<Throughput> {
  const clients = documents.map((documentId) =>
    Array.from({ length: writers + readers }, (_, index) => {
      return new WireClient(server.url, documentId, tokens[index] as string);
    }),
  );
  const all = clients.flat();
  await Promise.all(all.map((client) => client.join()));
  let typing = true;
  const typed = clients.flatMap((room) =>
    room.slice(0, writers).map(async (client, index) => {
      // Out of step with the others.
      await sleep(Math.random() * (pauseMs + 20));
      while (typing) {
        await client.type(index);
        await sleep(pauseMs);
      }
    }),
  );
  await sleep(1_500);
  const before = { ...(await server.order('report')), received: sum(all, 'received'), sent: sum(all, 'sent') };
  const startedAt = performance.now();
  await sleep(seconds * 1_000);
  const after = { ...(await server.order('report')), received: sum(all, 'received'), sent: sum(all, 'sent') };
  const elapsed = (performance.now() - startedAt) / 1_000;
  typing = false;
  await Promise.all(typed);
  for (const client of all) client.close();
  const cpu = after.cpuSeconds - before.cpuSeconds;
  const received = after.received - before.received;
  return {
    documents: documents.length,
    clients: all.length,
    edits: (after.sent - before.sent) / elapsed,
    delivered: received / elapsed,
    deliveredPerCpu: received / cpu,
    commits: (after.commits - before.commits) / elapsed,
    cpuShare: cpu / elapsed,
  };
}

const sum = (clients: WireClient[], what: 'received' | 'sent') =>
  clients.reduce((total, client) => total + client[what], 0);
