// How many updates reach other people for a second of the server's processor, with many texts open at once.
import type { ServerChild } from '#tests/realtime/server-child.ts';
import { buildBench } from './people.ts';
import { type Section, table, verdict } from './report.ts';
import { type Place, withServer } from './servers.ts';
import { sleep } from './statistics.ts';
import { WireClient } from './wire-client.ts';

/** With a pause of 0, as fast as confirmations come: what a server can do. Else, what it costs when it has little to do. */
const SHAPES = [
  { documents: 100, writers: 2, readers: 3, pauseMs: 0, seconds: 6 },
  { documents: 100, writers: 2, readers: 3, pauseMs: 100, seconds: 6 },
  { documents: 500, writers: 1, readers: 1, pauseMs: 400, seconds: 6 },
];
const DOCUMENT_SIZE = 4_000;
const TARGET = 20_000;

interface Throughput {
  edits: number;
  /** Updates received by somebody else, a second of wall clock. */
  delivered: number;
  /** The same, a second of the server process's CPU. */
  deliveredPerCpu: number;
  commits: number;
  cpuShare: number;
}

/** What all servers together did since they started. */
async function workOf(servers: readonly ServerChild[]) {
  const reports = await Promise.all(servers.map((server) => server.order('report')));
  return {
    cpuSeconds: reports.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0),
    commits: reports.reduce((total, { commits }) => total + commits, 0),
  };
}

/** `readers` + `writers` in each text, spread over the servers; a writer types again `pauseMs` after each confirmation. */
export async function measureThroughput(
  servers: readonly ServerChild[],
  documents: string[],
  tokens: string[],
  { writers, readers, pauseMs, seconds }: { writers: number; readers: number; pauseMs: number; seconds: number },
): Promise<Throughput> {
  const clients = documents.map((documentId) =>
    Array.from({ length: writers + readers }, (_, index) => {
      const { url } = servers[index % servers.length] as ServerChild;
      return new WireClient(url, documentId, tokens[index] as string);
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
  const before = { ...(await workOf(servers)), received: sum(all, 'received'), sent: sum(all, 'sent') };
  const startedAt = performance.now();
  await sleep(seconds * 1_000);
  const after = { ...(await workOf(servers)), received: sum(all, 'received'), sent: sum(all, 'sent') };
  const elapsed = (performance.now() - startedAt) / 1_000;
  typing = false;
  await Promise.all(typed);
  for (const client of all) client.close();
  const cpu = after.cpuSeconds - before.cpuSeconds;
  const received = after.received - before.received;
  return {
    edits: (after.sent - before.sent) / elapsed,
    delivered: received / elapsed,
    deliveredPerCpu: received / cpu,
    commits: (after.commits - before.commits) / elapsed,
    cpuShare: cpu / elapsed,
  };
}

const sum = (clients: WireClient[], what: 'received' | 'sent') =>
  clients.reduce((total, client) => total + client[what], 0);

/** The section « throughput ». */
export async function throughput(place: Place): Promise<Section> {
  const rows: (string | number)[][] = [];
  for (const shape of SHAPES) {
    const { tokens, documents } = await buildBench(
      shape.writers + shape.readers,
      Array(shape.documents).fill(DOCUMENT_SIZE),
    );
    const found = await withServer(place, (server) => measureThroughput([server], documents, tokens, shape));
    rows.push([
      shape.documents,
      `${shape.writers} + ${shape.readers}`,
      shape.pauseMs,
      Math.round(found.edits),
      Math.round(found.commits),
      Math.round(found.delivered),
      `${Math.round(found.cpuShare * 100)} %`,
      Math.round(found.deliveredPerCpu),
      shape.documents === 100 ? `≥ 20 000: ${verdict(found.deliveredPerCpu, TARGET, { least: true, digits: 0 })}` : '',
    ]);
  }
  const head = [
    'open texts',
    'writing + reading in each',
    'pause, ms',
    'edits/s',
    'commits/s',
    'delivered/s',
    'CPU',
    'delivered a CPU-second',
    '',
  ];
  return {
    heading: 'Throughput',
    text: `« Pause »: between a confirmation and the same person's next key; 0 is as fast as the server confirms. An update that
somebody else received counts once for each of them. The CPU is that of the server's process alone, without PostgreSQL's.

${table(head, rows)}`,
  };
}
